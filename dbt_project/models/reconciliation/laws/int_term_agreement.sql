-- Terms of the law of agreement: amounts of one point that different kinds of table print are equal. Each is held
-- against the first of those that say what most say, unless a rule by name compares the two (seed pair_rules).
{{ config(meta={'parted_by': 'int_law_point', 'rows_a_part': var('amounts_a_part')}) }}
with points as (
    select * from {{ ref('int_law_point') }}
    where is_single and {{ in_part('document_id') }}
),

pairs as (
    select
        points.document_id,
        points.line_id as left_id,
        law_references.line_id as right_id
    from points
    inner join {{ ref('int_law_reference') }} as law_references
        on points.document_id = law_references.document_id and points.point_key = law_references.point_key
    where points.line_id != law_references.line_id
),

-- Rules that compare one figure with one other.
named_pairs as (
    select
        min(source_id) as first_id,
        max(source_id) as last_id
    from {{ ref('int_term_between') }}
    where {{ in_part('document_id') }}
    group by rule_id, document_id, instance_key
    having count(*) = 2 and count(distinct side) = 2
),

unnamed as (
    select pairs.*
    from pairs
    anti join named_pairs
        on
            least(pairs.left_id, pairs.right_id) = named_pairs.first_id
            and greatest(pairs.left_id, pairs.right_id) = named_pairs.last_id
),

final as (
    {% for side in ['left', 'right'] -%}
    select
        'law_agreement' as rule_id,
        document_id,
        left_id as instance_key,
        '{{ side }}' as side,
        {{ side }}_id as source_id,
        1 as coefficient
    from unnamed
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from final
