select *
from {{ source('run', 'files') }}
