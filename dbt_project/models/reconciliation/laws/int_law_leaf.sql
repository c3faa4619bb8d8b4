-- Amounts that make up what their table's column states, without overlap: those of its leaf rows, if each of them has a
-- point and the kind of table has one such column. If the column prints its own total, they must come to it: what is
-- not proven speaks against nobody. Targets need not be of all projects, so theirs make up nothing.
{{ config(meta={'parted_by': 'int_law_point', 'rows_a_part': var('amounts_a_part')}) }}
with points as (
    select law_points.*
    from {{ ref('int_law_point') }} as law_points
    -- Projects that may be paid from business income make up more than 项目支出.
    anti join {{ ref('int_wider_project') }} as wider_projects
        on
            case
                when law_points.expenditure_kind = 'project' and law_points.fund_source_key = 'all'
                    then law_points.table_id
            end = wider_projects.table_id
    where {{ in_part('law_points.document_id') }}
),

leaf_rows as (
    select row_id from {{ ref('int_row_tree') }}
    where is_leaf and not is_part and row_kind != 'total' and {{ in_part('document_id') }}
),

kinds as (
    select distinct table_kind from {{ ref('kind_points') }}
    where coalesce(item, '') != 'targets'
    union all
    select table_kind from {{ ref('int_unnamed_kind') }}
),

printed as (
    select
        amounts.document_id,
        amounts.table_kind,
        amounts.table_id,
        amounts.block_no,
        amounts.col_no,
        amounts.line_id,
        amounts.amount_yuan,
        amounts.slack_yuan,
        points.money_key,
        points.function_code,
        points.economic_code
    from {{ ref('int_amount') }} as amounts
    semi join leaf_rows on amounts.row_id = leaf_rows.row_id
    semi join kinds on amounts.table_kind = kinds.table_kind
    left join points on amounts.line_id = points.line_id
    where amounts.value_state != 'empty' and amounts.col_no is not null and {{ in_part('amounts.document_id') }}
),

columns as (
    select
        document_id,
        table_kind,
        table_id,
        block_no,
        col_no,
        min(money_key) as money_key,
        sum(amount_yuan) as leaves_yuan,
        sum(slack_yuan) as slack_yuan
    from printed
    group by document_id, table_kind, table_id, block_no, col_no
    having count(*) = count(money_key) and min(money_key) = max(money_key)
),

single_columns as (
    select * from columns
    qualify count(*) over (partition by document_id, table_kind, money_key) = 1
),

own_totals as (
    select
        document_id,
        table_kind,
        money_key,
        amount_yuan
    from points
    where is_single and point_key = {{ point_key('money_key') }}
),

proven_columns as (
    select
        single_columns.*,
        own_totals.amount_yuan is not null as has_total
    from single_columns
    left join own_totals
        on
            single_columns.document_id = own_totals.document_id
            and single_columns.table_kind = own_totals.table_kind
            and single_columns.money_key = own_totals.money_key
    where
        own_totals.amount_yuan is null
        or abs(own_totals.amount_yuan - single_columns.leaves_yuan) <= single_columns.slack_yuan
),

final as (
    select
        printed.document_id,
        printed.table_kind,
        printed.money_key,
        printed.line_id,
        printed.function_code,
        printed.economic_code,
        proven_columns.has_total
    from printed
    inner join proven_columns
        on
            printed.table_id = proven_columns.table_id
            and printed.block_no = proven_columns.block_no
            and printed.col_no = proven_columns.col_no
)

select * from final
