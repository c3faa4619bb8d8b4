-- Amounts of money whose coordinates say all that they are of, with their point as one key: what stands at one point,
-- in whatever tables, is the same. Left out is what coordinates cannot tell apart: of-which rows and columns, columns
-- finer than the axes, rows that name nothing, purchases, and what one kind of table prints twice at one point (a table
-- a unit, a year, a block whose unit was not read).
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
{% set axes = [
    'amount_year', 'amount_basis', 'flow', 'fund_source_key', 'carry_scope', 'expenditure_kind', 'function_code',
    'economic_code', 'project_key', 'unit', 'item',
] -%}
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
),

part_rows as (
    select row_id from {{ ref('int_row_tree') }}
    where is_part and {{ in_part('document_id') }}
),

part_columns as (
    select
        table_id,
        block_no,
        col_no
    from {{ ref('stg_columns') }}
    where is_part
),

placed as (
    select
        {% for column in ['line_id', 'document_id', 'table_id', 'table_kind', 'page_no', 'row_no', 'col_no'] -%}
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
        amounts.function_code,
        amounts.economic_code,
        project_rows.project_key,
        coalesce(amounts.unit_code, amounts.unit_name) as unit,
        case items.item
            when 'three_public' then coalesce(measures.base_measure_key, amounts.measure_key)
            when 'operating_funds' then items.item
        end as item
    from amounts
    inner join points on amounts.line_id = points.line_id
    inner join items on amounts.table_kind = items.table_kind
    inner join {{ ref('measures') }} as measures on amounts.measure_key = measures.measure_key
    inner join year_money on amounts.table_id = year_money.table_id
    left join {{ ref('row_key_facts') }} as row_key_facts on amounts.row_key = row_key_facts.row_key
    left join {{ ref('int_project_row') }} as project_rows on amounts.row_id = project_rows.row_id
    anti join {{ ref('int_unsaid_measure') }} as unsaid_measures on amounts.measure_key = unsaid_measures.measure_key
    anti join part_rows on amounts.row_id = part_rows.row_id
    anti join part_columns
        on
            amounts.table_id = part_columns.table_id
            and amounts.block_no = part_columns.block_no
            and amounts.col_no = part_columns.col_no
    where
        (
            coalesce(items.item, 'three_public') in ('three_public', 'operating_funds')
            or project_rows.project_key is not null
        )
        and (amounts.row_key is null or row_key_facts.row_key is not null)
        -- 支出总计 holds what is carried to the next year, too.
        and coalesce(amounts.row_key, '') != 'expenditure_grand_total'
        and (
            amounts.row_kind = 'total'
            or amounts.row_key is not null
            or coalesce(amounts.function_code, amounts.economic_code, project_rows.project_key, unit) is not null
        )
),

final as (
    select
        *,
        concat_ws(
            '|'
            {%- for axis in axes %},
            coalesce({{ axis }}::varchar, '')
            {%- endfor %}
        ) as point_key
    from placed
    where amount_basis is not null and flow is not null and carry_scope is not null
    qualify count(*) over (partition by document_id, table_kind, point_key) = 1
)

select * from final
