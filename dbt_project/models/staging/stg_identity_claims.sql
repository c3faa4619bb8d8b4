select *
from {{ source('run', 'identity_claims') }}
