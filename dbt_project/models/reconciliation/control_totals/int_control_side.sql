-- The two sides of each equation between controls (seed pair_rules), taken apart: one row per control, with its sign.
with pair_rules as (
    select * from {{ ref('pair_rules') }}
),

listed as (
    {% for column, side in [
        ('left_controls', 'left'), ('right_controls', 'right'),
        ('condition_left', 'condition_left'), ('condition_right', 'condition_right'),
    ] -%}
    select
        rule_id,
        pair_key,
        join_on,
        '{{ side }}' as side,
        unnest(string_split({{ column }}, '|')) as control
    from pair_rules
    where {{ column }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

final as (
    select
        *,
        ltrim(control, '-') as control_key,
        case when starts_with(control, '-') then -1 else 1 end::decimal(9, 4) as coefficient
    from listed
)

select * from final
