-- Terms of the law of change: what a table calls the change (增减额) is this year's amount less the year before's.
{{ config(meta={'parted_by': 'int_year_change', 'rows_a_part': var('amounts_a_part')}) }}
with years as (
    select * from {{ ref('int_year_change') }}
    where change_id is not null and {{ in_part('document_id') }}
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
