-- An increase is at most the amount it led to: else the year before was less than nothing. Amount and increase must
-- stand in one clause (支出10万元，比上年增加2万元), or what the sentence says of another subject may have come between.
{% set money = '\s*[百千万亿]*元' %}
with changes as (
    select * from {{ ref('int_stated_change') }}
    where change_id is not null and sign_to_prior = -1 and amount_yuan >= 0
),

statements as (
    select
        statement_id,
        sentence_no,
        sentence,
        value_text,
        subject_text,
        page_no,
        direction
    from {{ ref('int_statement') }}
),

clauses as (
    select
        changes.document_id,
        changes.change_id,
        amount.subject_text,
        told.page_no,
        told.direction,
        changes.change_yuan - changes.amount_yuan <= changes.amount_slack_yuan + changes.change_slack_yuan
            as is_possible,
        case
            when amount.sentence_no = told.sentence_no
                then nullif(regexp_extract(
                    amount.sentence,
                    '(?:^|[^0-9.,])('
                    || regexp_escape(amount.value_text) || '{{ money }}[，,]?(?:同?比|较|与)[^，,。；;：:、]*?'
                    || regexp_escape(told.value_text) || '{{ money }})',
                    1
                ), '')
        end as clause
    from changes
    inner join statements as amount on changes.amount_id = amount.statement_id
    inner join statements as told on changes.change_id = told.statement_id
),

final as (
    select
        'increase_within_amount' as rule_id,
        document_id,
        change_id as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '文字' || coalesce(' ' || subject_text, '') as left_label,
        clause as left_text,
        '应当' as right_label,
        '增加额不大于本年数，否则上年数小于零' as right_text,
        page_no as left_page_no,
        case when clause is not null and direction = 'increase' then is_possible end as is_same,
        case
            when clause is null or not coalesce(direction = 'increase', false)
                then
                    '本年数、增加额和方向不在同一分句，不能确定所说是同一项'
                    || ' / amount, change and direction stand in different clauses and may not be of the same item'
        end as remark
    from clauses
    where clause is not null or not is_possible
)

select * from final
