-- Subjects of the text that name one of the three public expenses, with the measure that tables have for it.
with rules as (
    select
        subject_key,
        control_keys as measure_key
    from {{ ref('statement_rules') }}
    where role = 'amount'
    union
    select
        subject_key,
        item as measure_key
    from {{ ref('subject_points') }}
),

final as (
    select
        rules.subject_key,
        min(rules.measure_key) as measure_key
    from rules
    inner join {{ ref('measures') }} as measures on rules.measure_key = measures.measure_key
    where measures.expenditure_kind = 'three_public' and measures.base_measure_key is null
    group by rules.subject_key
    having count(distinct rules.measure_key) = 1
)

select * from final
