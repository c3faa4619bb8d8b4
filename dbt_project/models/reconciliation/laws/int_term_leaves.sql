-- Terms of the law of sum: what one table states of a whole is what the leaves of another come to, where that one
-- prints the whole nowhere itself (items without their classes, units without their sum).
{% set levels = [('function_code', 3), ('function_code', 5), ('economic_code', 3)] -%}
{{ config(meta={'parted_by': 'int_law_leaf', 'rows_a_part': var('amounts_a_part')}) }}
with leaves as (
    select * from {{ ref('int_law_leaf') }}
    where {{ in_part('document_id') }}
),

-- Where all leaves have a code of the level; one that is cut short may be of any below it.
coded as (
    select
        *,
        min(coalesce(len(function_code), 0)) over columns_of_money as least_function_code,
        min(coalesce(len(economic_code), 0)) over columns_of_money as least_economic_code
    from leaves
    window columns_of_money as (partition by document_id, table_kind, money_key)
),

wholes as (
    select
        document_id,
        table_kind,
        line_id,
        {{ point_key('money_key') }} as point_key
    from leaves
    where not has_total
    {% for classification, digits in levels -%}
    union all
    select
        document_id,
        table_kind,
        line_id,
        {{ point_key('money_key', **{classification: 'left(' ~ classification ~ ', ' ~ digits ~ ')'}) }} as point_key
    from coded
    where least_{{ classification }} >= {{ digits }}
    {% endfor %}
),

own_points as (
    select distinct
        document_id,
        table_kind,
        point_key
    from {{ ref('int_law_point') }}
    where {{ in_part('document_id') }}
),

-- One table or the other: two that leave the whole out are two checks.
parts as (
    select
        wholes.document_id,
        law_references.line_id as whole_id,
        wholes.table_kind || ':' || law_references.line_id as instance_key,
        wholes.line_id as part_id
    from wholes
    inner join {{ ref('int_law_reference') }} as law_references
        on wholes.document_id = law_references.document_id and wholes.point_key = law_references.point_key
    anti join own_points
        on
            wholes.document_id = own_points.document_id
            and wholes.table_kind = own_points.table_kind
            and wholes.point_key = own_points.point_key
),

final as (
    select distinct
        'law_sum' as rule_id,
        document_id,
        instance_key,
        'left' as side,
        whole_id as source_id,
        1 as coefficient
    from parts
    union all
    select
        'law_sum' as rule_id,
        document_id,
        instance_key,
        'right' as side,
        part_id as source_id,
        1 as coefficient
    from parts
)

select * from final
