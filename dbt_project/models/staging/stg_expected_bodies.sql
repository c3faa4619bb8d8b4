select *
from {{ source('run', 'expected_bodies') }}
