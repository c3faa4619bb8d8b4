-- Columns that the axes of the cube do not tell from the one they are part of (工资福利 within 人员经费), and of-which columns.
with measures as (
    select * from {{ ref('measures') }}
),

final as (
    select distinct tree.measure_key
    from {{ ref('measure_tree') }} as tree
    inner join measures as part on tree.measure_key = part.measure_key
    inner join measures as whole on tree.parent_measure_key = whole.measure_key
    where
        not tree.is_summand
        -- The three public expenses are told apart by what they are for.
        or part.expenditure_kind != 'three_public'
        and part.expenditure_kind = whole.expenditure_kind
        and part.fund_source_key = whole.fund_source_key
        and part.carry_scope = whole.carry_scope
)

select * from final
