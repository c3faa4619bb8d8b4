-- Amounts of money whose coordinates say all that they are of, with their point as one key: what stands at one point,
-- in whatever tables, is the same. Left out is what coordinates cannot tell apart: of-which rows and columns, columns
-- finer than the axes, rows that name nothing, purchases. What one kind of table prints twice at one point (a table a
-- unit, a year, a block whose unit was not read) is not single: which of them is meant can't be told.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select * from {{ ref('int_amount') }}
    where value_type = 'money' and amount_yuan is not null and not is_flagged and {{ in_part('document_id') }}
),

points as (
    select * from {{ ref('int_point') }}
    where {{ in_part('document_id') }}
),

year_money as (
    select * from {{ ref('int_year_money') }}
),

-- What the amounts of some kinds of table are of, beside money of funds and kinds.
items as (
    select
        table_kind,
        any_value(item) as item
    from {{ ref('kind_points') }}
    group by table_kind
    union all
    select
        table_kind,
        null as item
    from {{ ref('int_unnamed_kind') }}
),

law_rows as (
    select * from {{ ref('int_law_row') }}
    where {{ in_part('document_id') }}
),

placed as (
    select
        {% for column in [
            'line_id', 'row_id', 'document_id', 'table_id', 'table_kind', 'block_no', 'page_no', 'row_no', 'col_no',
        ] -%}
        amounts.{{ column }},
        {% endfor -%}
        amounts.amount_yuan,
        amounts.amount_year,
        {{ amount_basis_of(
            'points.measure_basis', 'amounts.measure_key', 'amounts.header_path', 'amounts.amount_year',
            'amounts.fiscal_year', 'amounts.report_kind'
        ) }} as amount_basis,
        {{ flow_of_amount('amounts.side', 'points.fact_table', 'points.expenditure_kind', 'amounts.measure_key') }}
            as flow,
        points.fund_source_key,
        if(points.carry_scope = 'current', year_money.carry_scope, points.carry_scope) as carry_scope,
        points.expenditure_kind,
        law_rows.function_code,
        law_rows.economic_code,
        law_rows.project_key,
        law_rows.unit,
        case items.item
            when 'three_public' then coalesce(measures.base_measure_key, amounts.measure_key)
            when 'operating_funds' then items.item
        end as item
    from amounts
    inner join points on amounts.line_id = points.line_id
    inner join items on amounts.table_kind = items.table_kind
    inner join {{ ref('measures') }} as measures on amounts.measure_key = measures.measure_key
    inner join year_money on amounts.table_id = year_money.table_id
    inner join law_rows on amounts.row_id = law_rows.row_id
    anti join {{ ref('int_unsaid_measure') }} as unsaid_measures on amounts.measure_key = unsaid_measures.measure_key
    anti join {{ ref('int_unsaid_column') }} as unsaid_columns
        on
            amounts.table_id = unsaid_columns.table_id
            and amounts.block_no = unsaid_columns.block_no
            and amounts.col_no = unsaid_columns.col_no
    left join {{ ref('int_wider_project') }} as wider_projects on amounts.table_id = wider_projects.table_id
    where
        law_rows.project_key is not null
        or coalesce(items.item, 'three_public') in ('three_public', 'operating_funds')
        and not (
            wider_projects.table_id is not null
            and points.expenditure_kind = 'project'
            and points.fund_source_key = 'all'
        )
),

keyed as (
    select
        *,
        {{ money_key() }} as money_key,
        {{ point_key('money_key', 'function_code', 'economic_code', 'project_key', 'unit') }} as point_key
    from placed
    where amount_basis is not null and flow is not null and carry_scope is not null
),

final as (
    select
        *,
        count(*) over (partition by document_id, table_kind, point_key) = 1 as is_single
    from keyed
)

select * from final
