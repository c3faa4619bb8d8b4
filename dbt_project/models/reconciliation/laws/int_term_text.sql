-- Terms of the law of agreement between text and tables: what the text says of a point that a table prints is what the
-- table says of it, to the last digit the text prints.
with points as (
    select
        statements.statement_id,
        statements.document_id,
        law_references.line_id
    from {{ ref('int_statement_point') }} as statements
    inner join {{ ref('int_law_reference') }} as law_references
        on statements.document_id = law_references.document_id and statements.point_key = law_references.point_key
),

final as (
    {% for side, source in [('left', 'statement'), ('right', 'line')] -%}
    select
        'law_text' as rule_id,
        document_id,
        statement_id as instance_key,
        '{{ side }}' as side,
        {{ source }}_id as source_id,
        1 as coefficient
    from points
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from final
