-- Terms of the sums across a row: one column is the sum of others of the same row and year (seed row_equations).
with equations as (
    select
        rule_id,
        table_kind,
        left_measure,
        string_split(right_measures, '|') as right_measures
    from {{ ref('row_equations') }}
),

figures as (
    select * from {{ ref('int_check_figure') }}
    where source_kind = 'line' and value_type = 'money'
),

-- A row with an amount in a column nobody understands can't be summed; nor one that prints a measure of one year twice.
doubtful_rows as (
    select row_id
    from figures
    group by row_id
    having
        bool_or(measure_key is null and value != 0)
        or count(*) filter (where measure_key is not null)
        > count(distinct (measure_key, amount_year)) filter (where measure_key is not null)
),

sound_figures as (
    select figures.*
    from figures
    anti join doubtful_rows on figures.row_id = doubtful_rows.row_id
    where figures.measure_key is not null
),

part_terms as (
    select
        equations.rule_id,
        whole.document_id,
        whole.source_id as instance_key,
        'right' as side,
        part.source_id
    from sound_figures as whole
    inner join equations on whole.table_kind = equations.table_kind and whole.measure_key = equations.left_measure
    inner join sound_figures as part
        on
            whole.row_id = part.row_id
            and whole.amount_year is not distinct from part.amount_year
            and list_contains(equations.right_measures, part.measure_key)
    -- One part alone is 其中, not a sum.
    qualify count(*) over (partition by equations.rule_id, whole.source_id) > 1
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
        *,
        1::decimal(9, 4) as coefficient
    from part_terms
)

select * from final
