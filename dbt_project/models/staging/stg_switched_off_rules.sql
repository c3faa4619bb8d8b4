select *
from {{ source('run', 'switched_off_rules') }}
