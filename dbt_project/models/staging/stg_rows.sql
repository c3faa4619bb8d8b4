select *
from {{ source('hand_over', 'rows') }}
