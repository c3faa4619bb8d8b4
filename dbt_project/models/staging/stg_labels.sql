select *
from {{ source('hand_over', 'labels') }}
