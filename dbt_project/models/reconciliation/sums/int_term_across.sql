-- Terms of the sums across a row: one column is the sum of others, less those with a minus (seed row_equations).
with equations as (
    select
        rule_id,
        table_kind,
        left_measure,
        string_split(replace(right_measures, '-', ''), '|') as right_measures,
        regexp_extract_all(right_measures, '-(\w+)', 1) as minus_measures,
        string_split(required_measures, '|') as required_measures
    from {{ ref('row_equations') }}
),

sound_figures as (
    select * from {{ ref('int_summable_figure') }}
),

-- A measure that a row doesn't print stands for its own parts, where the row prints those: 基本支出 for 人员经费 and 公用经费.
row_measures as (
    select
        row_id,
        amount_year,
        list(measure_key) as measures
    from sound_figures
    group by row_id, amount_year
),

stands_for as (
    select distinct
        sound_figures.source_id,
        measure_tree.parent_measure_key as measure_key
    from sound_figures
    inner join {{ ref('measure_tree') }} as measure_tree
        on sound_figures.measure_key = measure_tree.measure_key and measure_tree.is_summand
    inner join row_measures
        on
            sound_figures.row_id = row_measures.row_id
            and sound_figures.amount_year is not distinct from row_measures.amount_year
    left join {{ ref('int_measure_between') }} as between_measures
        on
            measure_tree.measure_key = between_measures.measure_key
            and measure_tree.parent_measure_key = between_measures.ancestor_measure_key
    where
        not list_contains(row_measures.measures, measure_tree.parent_measure_key)
        and not coalesce(list_has_any(row_measures.measures, between_measures.measures), false)
    union all
    select
        source_id,
        measure_key
    from sound_figures
),

part_terms as (
    select distinct
        equations.rule_id,
        whole.document_id,
        whole.source_id as instance_key,
        'right' as side,
        part.source_id,
        case when list_contains(equations.minus_measures, stands_for.measure_key) then -1 else 1 end as sign
    from sound_figures as whole
    inner join equations on whole.table_kind = equations.table_kind and whole.measure_key = equations.left_measure
    inner join sound_figures as part
        on
            whole.row_id = part.row_id
            and not part.is_part
            and whole.amount_year is not distinct from part.amount_year
    inner join stands_for
        on part.source_id = stands_for.source_id and list_contains(equations.right_measures, stands_for.measure_key)
    -- One part alone is 其中, not a sum; and without 基本支出 and 项目支出 the others are not all.
    qualify
        count(distinct part.source_id) over (partition by equations.rule_id, whole.source_id) > 1
        and list_has_all(
            list(stands_for.measure_key) over (partition by equations.rule_id, whole.source_id),
            equations.required_measures
        )
),

whole_terms as (
    select distinct
        rule_id,
        document_id,
        instance_key,
        'left' as side,
        instance_key as source_id
    from part_terms
),

final as (
    select
        *,
        1::decimal(9, 4) as coefficient
    from whole_terms
    union all
    select
        * exclude (sign),
        sign::decimal(9, 4) as coefficient
    from part_terms
)

select * from final
