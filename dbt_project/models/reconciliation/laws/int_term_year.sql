-- Terms of the law of change: what a table calls the change (增减额) is this year's amount less the year before's, where
-- one column, or one row, prints one of each and nothing else tells them apart.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': 3 * var('amounts_a_part')}) }}
with changing_tables as (
    select distinct table_id from {{ ref('int_amount') }}
    where measure_key = 'change_amount' and {{ in_part('document_id') }}
),

amounts as (
    select
        amounts.document_id,
        amounts.table_id,
        amounts.block_no,
        amounts.col_no,
        amounts.row_id,
        concat_ws(
            '|'
            {%- for key in ['unit_code', 'unit_name', 'function_code', 'economic_code', 'project_name'] %},
            coalesce(amounts.{{ key }}, '')
            {%- endfor %}
        ) as subject,
        case when amounts.measure_key = 'change_amount' then amounts.line_id end as change_id,
        case
            when amounts.measure_key != 'change_amount' and amounts.amount_year = amounts.fiscal_year
                then amounts.line_id
        end as this_year_id,
        case
            when amounts.measure_key != 'change_amount' and amounts.amount_year = amounts.fiscal_year - 1
                then amounts.line_id
        end as year_before_id
    from {{ ref('int_amount') }} as amounts
    semi join changing_tables on amounts.table_id = changing_tables.table_id
    where
        amounts.value_type = 'money' and amounts.amount_yuan is not null and not amounts.is_flagged
        and {{ in_part('amounts.document_id') }}
),

years as (
    select
        document_id,
        min(this_year_id) as this_year_id,
        min(year_before_id) as year_before_id,
        min(change_id) as change_id
    from amounts
    group by document_id, table_id, block_no, col_no, subject
    having count(this_year_id) = 1 and count(year_before_id) = 1 and count(change_id) = 1
    union all
    select
        document_id,
        min(this_year_id) as this_year_id,
        min(year_before_id) as year_before_id,
        min(change_id) as change_id
    from amounts
    group by document_id, row_id
    having count(this_year_id) = 1 and count(year_before_id) = 1 and count(change_id) = 1
),

final as (
    {% for part, side, coefficient in [
        ('this_year', 'left', 1), ('year_before', 'left', -1), ('change', 'right', 1),
    ] -%}
    select
        'law_change' as rule_id,
        document_id,
        change_id as instance_key,
        '{{ side }}' as side,
        {{ part }}_id as source_id,
        {{ coefficient }} as coefficient
    from years
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from final
