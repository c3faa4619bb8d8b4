-- Terms of the law of agreement: amounts of one point that different kinds of table print are equal. Each is held
-- against the first of those that say what most say, unless a rule by name compares the two (seed pair_rules).
{{ config(meta={'parted_by': 'int_law_point', 'rows_a_part': var('amounts_a_part')}) }}
with points as (
    select * from {{ ref('int_law_point') }}
    where {{ in_part('document_id') }}
),

weighed as (
    select
        *,
        count(*) over (partition by document_id, point_key, amount_yuan) as same_count
    from points
    qualify count(*) over (partition by document_id, point_key) > 1
),

references_of_points as (
    select
        document_id,
        point_key,
        line_id
    from weighed
    qualify
        row_number() over (
            partition by document_id, point_key
            order by same_count desc, page_no asc, row_no asc, col_no asc, line_id asc
        ) = 1
),

pairs as (
    select
        weighed.document_id,
        weighed.line_id as left_id,
        references_of_points.line_id as right_id
    from weighed
    inner join references_of_points
        on weighed.document_id = references_of_points.document_id and weighed.point_key = references_of_points.point_key
    where weighed.line_id != references_of_points.line_id
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
