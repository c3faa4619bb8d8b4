select *
from {{ source('hand_over', 'printed_tables') }}
