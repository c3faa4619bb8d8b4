select *
from {{ source('hand_over', 'indicators') }}
