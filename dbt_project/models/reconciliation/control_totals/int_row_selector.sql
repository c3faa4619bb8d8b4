-- The ways a control total may point at rows: the table's total or only row, a named row, every code of a level, one
-- code, projects. join_key tells the rows of one selector apart; it is empty where only one row is meant.
with amount_rows as (
    select distinct
        row_id,
        table_id,
        form_no,
        document_id,
        table_kind,
        side,
        row_kind,
        row_key,
        level_no,
        row_no,
        is_leaf,
        function_code,
        economic_code,
        procurement_code,
        project_code,
        project_name,
        count(distinct row_no) over (partition by table_id) as row_count
    from {{ ref('int_amount') }}
),

totals as (
    select
        row_id,
        'total' as row_selector,
        '' as join_key,
        level_no
    from amount_rows
    where side is null and row_key is null and (row_kind = 'total' or row_count = 1)
    qualify row_number() over (partition by table_id order by (row_kind = 'total') desc, level_no, row_no asc) = 1
),

-- 一般公共预算拨款 below 上年结转 is carried-over money, not the appropriation of the year.
carried_over as (
    select distinct row_ancestors.row_id
    from {{ ref('int_row_ancestor') }} as row_ancestors
    inner join amount_rows on row_ancestors.ancestor_row_id = amount_rows.row_id
    where row_ancestors.distance > 0 and amount_rows.row_key = 'revenue_carry_over'
),

named as (
    select
        row_id,
        'row_key:' || row_key as row_selector,
        '' as join_key,
        level_no
    from amount_rows
    where row_key is not null and form_no = 1 and row_id not in (select carried_over.row_id from carried_over)
),

-- The same funds below 上年结转, told apart from the appropriation of the year.
carried as (
    select
        row_id,
        'carried:' || regexp_replace(row_key, '^revenue_(carry_over_)?', '') as row_selector,
        '' as join_key,
        level_no
    from amount_rows
    where
        starts_with(row_key, 'revenue_')
        and form_no = 1
        and row_id in (select carried_over.row_id from carried_over)
),

codes as (
    {% for selector, key, condition in [
        ("'function'", 'function_code', 'function_code is not null'),
        ("'function:' || function_code", "''", 'function_code is not null'),
        ("'function_class'", 'function_code', 'len(function_code) = 3'),
        ("'economic'", 'economic_code', 'economic_code is not null'),
        ("'economic:' || economic_code", "''", 'economic_code is not null'),
    ] -%}
    select
        row_id,
        {{ selector }} as row_selector,
        {{ key }} as join_key,
        level_no
    from amount_rows
    where {{ condition }} and row_kind != 'total'
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

-- 货物类 A, 工程类 B, 服务类 C of the procurement catalogue.
procurement_classes as (
    select
        row_id,
        'procurement' as row_selector,
        left(procurement_code, 1) as join_key,
        level_no
    from amount_rows
    where procurement_code is not null and is_leaf
),

final as (
    select * from totals
    union all
    -- A form may state its money in one row, which then needs no name.
    select totals.* replace ('only_row' as row_selector)
    from totals
    semi join amount_rows on totals.row_id = amount_rows.row_id and amount_rows.row_count = 1
    union all
    select * from named
    union all
    select * from carried
    union all
    select * from codes
    union all
    select * from procurement_classes
    union all
    select * from {{ ref('int_project_selector') }}
)

select * from final
