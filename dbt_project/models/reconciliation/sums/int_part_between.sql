-- Pairs of control totals of one document of which one is a part of the other (seed part_rules): what the basic
-- expenditure pays of the three public expenses, say. A row whose name is not that of its code is of neither for sure.
with rules as (
    select * from {{ ref('part_rules') }}
),

controls as (
    select * from {{ ref('int_control_total') }}
    where source_id is not null
),

rows_of_figures as (
    select
        line_id,
        row_id
    from {{ ref('int_amount') }}
),

misnamed_rows as (
    select distinct row_id
    from {{ ref('int_row_code') }}
    where match_kind in ('name_differs', 'provisional_name_differs')
),

final as (
    select
        rules.rule_id,
        part.document_id,
        part.source_id as part_id,
        whole.source_id as whole_id
    from rules
    inner join controls as part on rules.part_control = part.control_key and part.join_key = ''
    inner join controls as whole
        on
            rules.whole_control = whole.control_key
            and part.document_id = whole.document_id
            and whole.join_key = ''
    inner join rows_of_figures on part.source_id = rows_of_figures.line_id
    anti join misnamed_rows on rows_of_figures.row_id = misnamed_rows.row_id
)

select * from final
