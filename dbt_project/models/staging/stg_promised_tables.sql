select *
from {{ source('hand_over', 'promised_tables') }}
