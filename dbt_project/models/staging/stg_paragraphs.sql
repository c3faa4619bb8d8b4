select *
from {{ source('hand_over', 'paragraphs') }}
