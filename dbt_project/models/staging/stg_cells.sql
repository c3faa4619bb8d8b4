select *
from {{ source('hand_over', 'cells') }}
