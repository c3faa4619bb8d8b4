-- Rules that found nothing to compare in a document, with the reason in both languages: not applicable is not passed.
{{ config(meta={'parted_by': 'int_rule_scope', 'rows_a_part': var('amounts_a_part')}) }}
with documents as (
    select * from {{ ref('int_document') }}
    where is_published and {{ in_part('document_id') }}
),

rules as (
    select
        *,
        string_split(table_kinds, '|') as needed_kinds
    from {{ ref('rules') }}
),

tried as (
    select distinct
        rule_id,
        document_id
    from {{ ref('int_check_sum') }}
    where {{ in_part('document_id') }}
    union
    select distinct
        rule_id,
        document_id
    from {{ ref('int_check_direct') }}
    where {{ in_part('document_id') }}
),

scope as (
    select * from {{ ref('int_rule_scope') }}
    where {{ in_part('document_id') }}
),

untried as (
    select
        rules.rule_id,
        documents.document_id,
        scope.applies_to,
        scope.is_applicable,
        scope.switched_off_reason,
        unnest(coalesce(rules.needed_kinds, [null])) as table_kind
    from documents
    cross join rules
    inner join scope on rules.rule_id = scope.rule_id and documents.document_id = scope.document_id
    left join tried on documents.document_id = tried.document_id and rules.rule_id = tried.rule_id
    where tried.rule_id is null or not scope.is_applicable
),

printed_tables as (
    select
        document_id,
        table_kind,
        bool_and(is_held_back) as is_held_back,
        bool_and(is_empty) as is_empty,
        count(*) as table_count
    from {{ ref('stg_printed_tables') }}
    where table_kind is not null
    group by document_id, table_kind
),

reasons as (
    select
        untried.rule_id,
        untried.document_id,
        case
            when untried.switched_off_reason is not null then untried.switched_off_reason
            when untried.applies_to = 'final_accounts' and not untried.is_applicable
                then '只适用于决算 / for final accounts only'
            when not untried.is_applicable then '只适用于预算 / for budgets only'
            when untried.table_kind is null then null
            when printed_tables.table_kind is null then {{ said_of_kind('报告中没有', '', 'the report has no table ', '') }}
            when printed_tables.is_held_back then {{ said_of_kind('', '暂扣', 'the table ', ' is held back') }}
            when printed_tables.table_count > 1 then {{ said_of_kind('', '不止一张', 'there are several tables ', '') }}
            when printed_tables.is_empty then {{ said_of_kind('', '是空表', 'the table ', ' is empty') }}
        end as reason
    from untried
    left join printed_tables
        on untried.document_id = printed_tables.document_id and untried.table_kind = printed_tables.table_kind
    left join {{ ref('table_kinds') }} as table_kinds on untried.table_kind = table_kinds.table_kind
),

final as (
    select
        rule_id,
        document_id,
        coalesce(
            string_agg(distinct reason, '; ' order by reason),
            '报告中没有可供核对的数字或文字 / the report has no figure or text for it'
        ) as reason
    from reasons
    group by rule_id, document_id
)

select * from final
