-- Terms of the sums across a row: one column is the sum of others, less those with a minus (seed row_equations).
with equations as (
    select
        rule_id,
        table_kind,
        left_measure,
        string_split(replace(right_measures, '-', ''), '|') as right_measures,
        regexp_extract_all(right_measures, '-(\w+)', 1) as minus_measures,
        string_split(required_measures, '|') as required_measures
    from {{ for_kinds_printed_like('row_equations') }}
),

figures as (
    select * from {{ ref('int_summable_figure') }}
),

wholes as (
    select
        equations.*,
        figures.document_id,
        figures.row_id,
        figures.amount_year,
        figures.source_id as instance_key
    from figures
    inner join equations on figures.table_kind = equations.table_kind and figures.measure_key = equations.left_measure
),

summands as (
    select
        figures.row_id,
        figures.amount_year,
        figures.source_id,
        stand_ins.measure_key
    from figures
    inner join {{ ref('int_measure_stand_in') }} as stand_ins on figures.source_id = stand_ins.source_id
    where not figures.is_part
),

parts as (
    select
        wholes.rule_id,
        wholes.document_id,
        wholes.instance_key,
        summands.source_id,
        list_contains(wholes.required_measures, summands.measure_key) as is_required,
        len(wholes.required_measures) as required_count,
        case when list_contains(wholes.minus_measures, summands.measure_key) then -1 else 1 end as sign,
        summands.measure_key
    from wholes
    inner join summands
        on
            wholes.row_id = summands.row_id
            and wholes.amount_year is not distinct from summands.amount_year
            and list_contains(wholes.right_measures, summands.measure_key)
),

-- One part alone is 其中, not a sum; and without 基本支出 and 项目支出 the others are not all.
complete as (
    select
        rule_id,
        instance_key
    from parts
    group by rule_id, instance_key
    having
        count(distinct source_id) > 1
        and count(distinct measure_key) filter (where is_required) = any_value(required_count)
),

part_terms as (
    select distinct
        parts.rule_id,
        parts.document_id,
        parts.instance_key,
        'right' as side,
        parts.source_id,
        parts.sign::decimal(9, 4) as coefficient
    from parts
    semi join complete on parts.rule_id = complete.rule_id and parts.instance_key = complete.instance_key
),

final as (
    select * from part_terms
    union all
    select distinct
        rule_id,
        document_id,
        instance_key,
        'left' as side,
        instance_key as source_id,
        1::decimal(9, 4) as coefficient
    from part_terms
)

select * from final
