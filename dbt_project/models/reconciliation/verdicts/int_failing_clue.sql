-- What speaks for our own misreading where a sum fails.
with final as (
    {% for subject in ['row', 'uncounted', 'carry_over', 'printed_difference', 'text'] -%}
    select
        check_id,
        clue
    from {{ ref('int_clue_' ~ subject) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from final
