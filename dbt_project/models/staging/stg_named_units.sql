select *
from {{ source('hand_over', 'named_units') }}
