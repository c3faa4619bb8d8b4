select *
from {{ source('run', 'verdicts') }}
