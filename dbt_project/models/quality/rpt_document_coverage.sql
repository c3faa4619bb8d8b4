-- How much of each published report's money at least one sum proves, and, where not all, in which tables and why.
with documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

table_kinds as (
    select * from {{ ref('int_table_kind') }}
),

leaves as (
    select
        document_id,
        table_kind,
        case
            when proof_count > 0 then 'proven'
            when reconciliation_status in ('disagrees', 'held_back') then reconciliation_status
            else 'unproven'
        end as proof,
        count(*) as leaf_count,
        sum(abs(amount_yuan)) as leaf_yuan
    from {{ ref('int_fact_amount') }}
    where value_type = 'money' and is_leaf
    group by all
),

reasons as (
    select
        leaves.document_id,
        leaves.proof,
        leaves.leaf_yuan,
        table_kinds.name_zh || case leaves.proof
            when 'disagrees' then '：所在各合计都不符'
            when 'held_back' then '：读数存疑而暂扣'
            else '：没有合计可核'
        end || '（' || leaves.leaf_count || '处）' as reason_zh,
        table_kinds.name_en || case leaves.proof
            when 'disagrees' then ': every sum it is in fails'
            when 'held_back' then ': doubtful reading, held back'
            else ': in no sum'
        end || ' (' || leaves.leaf_count || ')' as reason_en
    from leaves
    inner join table_kinds on leaves.table_kind = table_kinds.table_kind
    where leaves.proof != 'proven'
),

sums as (
    select
        document_id,
        sum(leaf_count) as leaf_count,
        sum(leaf_yuan) as leaf_yuan,
        coalesce(sum(leaf_yuan) filter (where proof = 'proven'), 0) as proven_leaf_yuan
    from leaves
    group by document_id
),

texts as (
    select
        document_id,
        string_agg(reason_zh, '；' order by leaf_yuan desc nulls last, reason_zh asc) as reason_zh,
        string_agg(reason_en, '; ' order by leaf_yuan desc nulls last, reason_en asc) as reason_en
    from reasons
    group by document_id
),

final as (
    select
        documents.document_id,
        documents.file_name,
        documents.fiscal_year,
        documents.report_kind,
        coalesce(sums.leaf_count, 0)::integer as leaf_count,
        sums.leaf_yuan::decimal(18, 2) as leaf_yuan,
        sums.proven_leaf_yuan::decimal(18, 2) as proven_leaf_yuan,
        case
            when sums.leaf_yuan > 0
                then least(sums.proven_leaf_yuan * 100 / sums.leaf_yuan, 9999.99)::decimal(6, 2)
        end as proven_share_percent,
        case when sums.document_id is null then '没有金额表（文字部分）' else texts.reason_zh end as unproven_reason_zh,
        case when sums.document_id is null then 'No table of amounts (a text part)' else texts.reason_en end
            as unproven_reason_en
    from documents
    left join sums on documents.document_id = sums.document_id
    left join texts on documents.document_id = texts.document_id
)

select * from final
