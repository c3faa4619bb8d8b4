select *
from {{ source('hand_over', 'terms') }}
