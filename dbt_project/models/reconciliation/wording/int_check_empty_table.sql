-- Empty tables owe their reader a note (空表说明): under the table, in the text, or in a table of contents that says of
-- each table whether it is empty and why.
with documents as (
    select document_id
    from {{ ref('int_document') }}
    where is_published
),

clauses as (
    select * from {{ ref('int_absence_clause') }}
),

printed_tables as (
    select
        printed_tables.*,
        table_kinds.name_zh,
        regexp_extract(
            table_kinds.name_zh, '政府性基金|国有资本|“三公”经费|政府采购|政府购买服务|资产|一般公共预算'
        ) as money_word,
        coalesce('《' || printed_tables.printed_title || '》', '表' || printed_tables.printed_no) as table_label
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
    inner join {{ ref('table_kinds') }} as table_kinds on printed_tables.table_kind = table_kinds.table_kind
    where not printed_tables.is_held_back
),

-- The note stands under the table, or the text says so of this money.
notes as (
    select distinct printed_tables.table_id
    from printed_tables
    inner join clauses
        on
            printed_tables.document_id = clauses.document_id
            and (
                clauses.is_own
                and clauses.part = 'tables'
                and clauses.page_no between printed_tables.first_page_no and printed_tables.last_page_no
                or contains(clauses.clause, printed_tables.name_zh)
                or printed_tables.money_word != '' and contains(clauses.clause, printed_tables.money_word)
                -- 基金预算收入0万元
                or printed_tables.money_word = '政府性基金' and contains(clauses.clause, '基金预算')
            )
    where printed_tables.is_empty
),

final as (
    select
        'empty_table_noted' as rule_id,
        printed_tables.document_id,
        printed_tables.table_id as instance_key,
        printed_tables.table_id,
        printed_tables.table_kind,
        printed_tables.table_label as left_label,
        '空表' as left_text,
        '表下和文字' as right_label,
        case
            when printed_tables.empty_note is not null then printed_tables.empty_note
            when notes.table_id is not null then '文字中已说明'
            when printed_tables.note is not null then '注中没有说明：' || printed_tables.note
            else '没有说明'
        end as right_text,
        printed_tables.first_page_no as left_page_no,
        notes.table_id is not null or printed_tables.empty_note is not null as is_same
    from printed_tables
    left join notes on printed_tables.table_id = notes.table_id
    where printed_tables.is_empty
)

select * from final
