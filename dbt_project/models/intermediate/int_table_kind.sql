-- Kinds of tables, those with a name (seed table_kinds) and those whose key spells their point out, with what a kind
-- leaves empty taken from the kind it is printed like.
with table_kinds as (
    select
        *,
        true as is_named
    from {{ ref('table_kinds') }}
    union all by name
    select
        table_kind,
        name_zh,
        name_en,
        printed_like,
        false as is_named
    from {{ ref('int_unnamed_kind') }}
),

final as (
    select
        table_kinds.table_kind,
        table_kinds.name_zh,
        table_kinds.name_en,
        table_kinds.printed_no_hint,
        table_kinds.is_named,
        coalesce(table_kinds.fact_table, models.fact_table) as fact_table,
        coalesce(table_kinds.is_money_table, models.is_money_table, false) as is_money_table,
        coalesce(table_kinds.is_two_sided, models.is_two_sided, false) as is_two_sided,
        coalesce(table_kinds.is_form, models.is_form, false) as is_form,
        coalesce(table_kinds.has_steps, models.has_steps, false) as has_steps,
        coalesce(table_kinds.has_item_rows, models.has_item_rows, false) as has_item_rows,
        coalesce(table_kinds.has_source_columns, models.has_source_columns, false) as has_source_columns
    from table_kinds
    left join table_kinds as models on table_kinds.printed_like = models.table_kind
)

select * from final
