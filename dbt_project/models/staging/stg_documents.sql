select *
from {{ source('hand_over', 'documents') }}
