-- What a table of a report means by the year's money (本年收入). A title may leave out what was carried over. Else, of a
-- report that prints none it is all the money; in one that does, only a table that prints it apart tells the two apart:
-- another may hold both.
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': var('amounts_a_part')}) }}
with amounts as (
    select
        amounts.document_id,
        amounts.table_id,
        amounts.amount_yuan,
        amounts.title_carry_scope,
        coalesce(measures.carry_scope = 'carry_over', false)
        or coalesce(row_key_facts.carry_scope = 'carry_over', false) as is_carried_over
    from {{ ref('int_amount') }} as amounts
    left join {{ ref('measures') }} as measures on amounts.measure_key = measures.measure_key
    left join {{ ref('row_key_facts') }} as row_key_facts on amounts.row_key = row_key_facts.row_key
    where {{ in_part('amounts.document_id') }}
),

printed_tables as (
    select
        document_id,
        table_id,
        max(title_carry_scope) as title_carry_scope,
        bool_or(is_carried_over) as is_told_apart,
        bool_or(is_carried_over and coalesce(amount_yuan != 0, false)) as is_some_carried_over
    from amounts
    group by document_id, table_id
),

final as (
    select
        document_id,
        table_id,
        case
            when title_carry_scope = 'current' then 'current'
            when not bool_or(is_some_carried_over) over (partition by document_id) then 'all'
            when is_told_apart then 'current'
        end as carry_scope
    from printed_tables
)

select * from final
