-- Two years' amounts that a table prints beside each other, with the change it tells between them: where one column, or
-- one row, prints one of each and nothing else tells them apart. A change may name its item (公务接待费增减额); then it is
-- of that item's amounts in its row. A percentage of what a column makes up or completes is none of change.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': 3 * var('amounts_a_part')}) }}
{% set figures = ['this_year', 'year_before', 'change', 'percent'] -%}
with measures as (
    select
        measure_key,
        coalesce(base_measure_key, measure_key) as item,
        coalesce(amount_basis = 'change', false) as is_change_of_item
    from {{ ref('measures') }}
),

changing_tables as (
    select distinct amounts.table_id
    from {{ ref('int_amount') }} as amounts
    inner join measures on amounts.measure_key = measures.measure_key
    where
        (measures.is_change_of_item or amounts.measure_key in ('change_amount', 'change_percent'))
        and {{ in_part('amounts.document_id') }}
),

amounts as (
    select
        amounts.document_id,
        amounts.table_id,
        amounts.block_no,
        amounts.col_no,
        amounts.row_id,
        amounts.line_id,
        amounts.amount_yuan,
        amounts.slack_yuan + coalesce(amounts.coarser_slack_yuan, 0) as slack_yuan,
        measures.item,
        measures.is_change_of_item,
        concat_ws(
            '|'
            {%- for key in ['unit_code', 'unit_name', 'function_code', 'economic_code', 'project_name'] %},
            coalesce(amounts.{{ key }}, '')
            {%- endfor %}
        ) as subject,
        case
            when
                amounts.measure_key = 'change_percent' and amounts.value is not null
                and not regexp_matches(amounts.header_path, '占|完成')
                then 'percent'
            when amounts.value_type != 'money' or amounts.amount_yuan is null then null
            when amounts.measure_key = 'change_amount' or measures.is_change_of_item then 'change'
            when amounts.amount_year = amounts.fiscal_year then 'this_year'
            when amounts.amount_year = amounts.fiscal_year - 1 then 'year_before'
        end as figure
    from {{ ref('int_amount') }} as amounts
    inner join measures on amounts.measure_key = measures.measure_key
    semi join changing_tables on amounts.table_id = changing_tables.table_id
    where not amounts.is_flagged and {{ in_part('amounts.document_id') }}
),

years as (
    {% for keys, condition in [
        ('table_id, block_no, col_no, subject', 'not is_change_of_item'),
        ('row_id', 'not is_change_of_item'),
        ('row_id, item', "figure != 'percent'"),
    ] -%}
    select
        {% for figure in figures -%}
        min(line_id) filter (where figure = '{{ figure }}') as {{ figure }}_id,
        min(amount_yuan) filter (where figure = '{{ figure }}') as {{ figure }}_yuan,
        min(slack_yuan) filter (where figure = '{{ figure }}') as {{ figure }}_slack_yuan,
        {% endfor -%}
        document_id
    from amounts
    where {{ condition }}
    group by document_id, {{ keys }}
    having
        count(*) filter (where figure = 'this_year') = 1
        and count(*) filter (where figure = 'year_before') = 1
        and count(*) filter (where figure = 'change') <= 1
        and count(*) filter (where figure = 'percent') <= 1
        and count(*) filter (where figure in ('change', 'percent')) >= 1
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * exclude (percent_yuan, percent_slack_yuan) from years
