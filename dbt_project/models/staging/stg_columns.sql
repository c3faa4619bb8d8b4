select *
from {{ source('hand_over', 'columns') }}
