-- What a document's pages were read from, as reading found it: the first look at a file knows only what it holds, and a
-- page whose text says other digits than it shows is read off its picture all the same.
select
    document_id,
    case
        when bool_and(text_layer = 'scanned') filter (where text_layer != 'blank') then 'scanned'
        when bool_or(engine = 'ocr') then 'mixed'
        else 'born_digital'
    end as text_layer,
    count(*) filter (where engine = 'ocr')::integer as pages_read_by_picture,
    count(second_reading)::integer as pages_read_twice,
    count(*) filter (where second_reading = 'interpreter')::integer as pages_read_twice_by_interpreter
from {{ ref('stg_pages') }}
group by document_id
