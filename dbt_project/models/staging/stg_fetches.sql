select *
from {{ source('run', 'fetches') }}
