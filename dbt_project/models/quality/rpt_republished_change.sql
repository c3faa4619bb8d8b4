-- What a report says otherwise since it was published anew: figures changed, added, removed, by line and column. A zero
-- printed where nothing was, or the other way round, is no change of money and is left out.
with supersessions as (
    select * from {{ ref('int_supersession') }}
),

figures as (
    select * from {{ ref('int_version_figure') }}
),

earlier as (
    select
        supersessions.later_document_id,
        figures.*
    from supersessions
    inner join figures on supersessions.earlier_document_id = figures.document_id
),

later as (
    select
        supersessions.earlier_document_id,
        figures.*
    from supersessions
    inner join figures on supersessions.later_document_id = figures.document_id
),

compared as (
    select
        coalesce(earlier.document_id, later.earlier_document_id) as earlier_document_id,
        coalesce(earlier.later_document_id, later.document_id) as later_document_id,
        coalesce(later.line_key, earlier.line_key) as line_key,
        coalesce(later.table_kind, earlier.table_kind) as table_kind,
        coalesce(later.table_title, earlier.table_title) as table_title,
        coalesce(later.label_printed, earlier.label_printed) as label_printed,
        coalesce(later.header_path, earlier.header_path) as header_path,
        case
            when later.line_id is null then 'removed'
            when earlier.line_id is null then 'added'
            else 'changed'
        end as change_kind,
        earlier.amount_printed as earlier_amount_printed,
        earlier.unit_printed as earlier_unit_printed,
        earlier.amount_yuan as earlier_amount_yuan,
        earlier.page_no as earlier_page_no,
        earlier.cell_id as earlier_cell_id,
        later.amount_printed as later_amount_printed,
        later.unit_printed as later_unit_printed,
        later.amount_yuan as later_amount_yuan,
        later.page_no as later_page_no,
        later.cell_id as later_cell_id,
        earlier.value as earlier_value,
        later.value as later_value
    from earlier
    full outer join later
        on
            earlier.document_id = later.earlier_document_id
            and earlier.later_document_id = later.document_id
            and earlier.line_key = later.line_key
),

final as (
    select
        * exclude (earlier_value, later_value),
        (later_amount_yuan - earlier_amount_yuan)::decimal(18, 2) as difference_yuan
    from compared
    where
        case
            when change_kind = 'removed' then coalesce(earlier_value, 1) != 0
            when change_kind = 'added' then coalesce(later_value, 1) != 0
            when earlier_amount_yuan is not null and later_amount_yuan is not null
                then earlier_amount_yuan != later_amount_yuan
            else
                coalesce(earlier_value::varchar, earlier_amount_printed)
                is distinct from coalesce(later_value::varchar, later_amount_printed)
        end
)

select * from final
