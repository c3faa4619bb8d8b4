select *
from {{ source('hand_over', 'pages') }}
