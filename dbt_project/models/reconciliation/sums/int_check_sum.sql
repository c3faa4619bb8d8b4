-- The sums of int_check_term added up: both sides, the difference, and what rounding may hide. One row per check.
{{ config(meta={'parted_by': 'int_check_term', 'rows_a_part': var('rows_a_part')}) }}
with terms as (
    select
        *,
        case when coefficient < 0 then '− ' else '' end || label as signed_label
    from {{ ref('int_check_term') }}
    where {{ in_part('document_id') }}
),

checks as (
    select
        check_id,
        any_value(rule_id) as rule_id,
        any_value(document_id) as document_id,
        any_value(instance_key) as instance_key,
        any_value(value_unit) as value_unit,
        arg_min(table_id, term_no) as table_id,
        arg_min(table_kind, term_no) as table_kind,
        -- Of figures printed coarser than their tables one is believed to be rounded, not each.
        (sum(abs(coefficient) * slack) + max(coarser_slack))::decimal(24, 6) as slack,
    {%- for side in ['left', 'right'] %}
    sum(coefficient * value) filter (where side = '{{ side }}')::decimal(24, 6) as {{ side }}_value,
    min(page_no) filter (where side = '{{ side }}') as {{ side }}_page_no,
    count(*) filter (where side = '{{ side }}') as {{ side }}_count,
    arg_min(signed_label, term_no, 3) filter (where side = '{{ side }}') as {{ side }}_labels,
    arg_max(signed_label, term_no) filter (where side = '{{ side }}') as {{ side }}_last_label,
    array_agg(cell_id order by term_no) filter (where side = '{{ side }}' and cell_id is not null)
        as {{ side }}_cell_ids{{ ',' if not loop.last }}
    {%- endfor %}
    from terms
    group by check_id
),

final as (
    select
        check_id,
        rule_id,
        document_id,
        instance_key,
        value_unit,
        table_id,
        table_kind,
        slack,
    {%- for side in ['left', 'right'] %}
    {{ side }}_value,
    {{ side }}_page_no,
    coalesce({{ side }}_cell_ids, []) as {{ side }}_cell_ids,
    -- Up to three figures are named; of more, the first, the last and their number.
    case
        when {{ side }}_count <= 3 then replace(array_to_string({{ side }}_labels, ' + '), '+ − ', '− ')
        else {{ side }}_labels[1] || ' … ' || {{ side }}_last_label || '（' || {{ side }}_count || '项）'
    end as {{ side }}_label{{ ',' if not loop.last }}
    {%- endfor %}
    from checks
)

select * from final
