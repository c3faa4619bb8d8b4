select *
from {{ source('run', 'holds') }}
