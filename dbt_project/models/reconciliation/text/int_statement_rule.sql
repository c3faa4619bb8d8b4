-- Seed statement_rules, and the same rules for other reports: a text published apart is held against the tables it was
-- published beside, what it says of the year before against that year's report, of the budget against the budget.
with own_rules as (
    select
        *,
        'own' as relation
    from {{ ref('statement_rules') }}
),

beside as (
    select * replace ('tables_part' as relation)
    from own_rules
),

-- A change leads from this year's amount to that of the year before.
prior as (
    select
        * replace (
            'prior_of_its_report' as rule_id,
            'prior_amount' as role,  -- noqa: RF04
            'prior' as relation,
            -1 as year_offset
        )
    from own_rules
    where role = 'amount' and year_offset = 0
    union all
    select * replace ('prior_change_of_its_report' as rule_id, 'prior' as relation)
    from own_rules
    where role = 'amount' and year_offset = 0
),

budget as (
    select
        * replace (
            'budget_of_its_report' as rule_id,
            'budget_amount' as role,  -- noqa: RF04
            'budget' as relation
        )
    from own_rules
    where role = 'amount' and year_offset = 0
),

final as (
    select * from own_rules
    union all
    select * from beside
    union all
    select * from prior
    union all
    select * from budget
)

select * from final
