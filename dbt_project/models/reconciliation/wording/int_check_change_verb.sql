-- 比上年1.43万元，增加0.68%: the word 增加 or 减少 before a change is missing, and the figure reads as the amount of the year
-- before. Said only where the percentage behind it proves the figure a change: it fits as one, not as that amount.
{% set money = '\s*[百千万亿]*元' %}
with changes as (
    select * from {{ ref('int_stated_change') }}
    where
        change_id is not null and percent_id is not null and amount_yuan is not null
        and change_yuan > 0 and sign_to_prior is not null and percent is not null
),

told as (
    select
        statement_id,
        sentence,
        value_text,
        subject_text,
        page_no
    from {{ ref('int_statement') }}
    where part = 'narrative'
),

worded as (
    select
        changes.*,
        told.subject_text,
        told.page_no,
        regexp_extract(
            told.sentence,
            '(?:比|较)(?:上年度?|去年|20\d{2}\s*年度?)(?:当年|年初|全年)?(?:预算|决算|执行)?数?'
            || regexp_escape(told.value_text) || '{{ money }}[，,][^，,。；;]*'
        ) as clause,
        changes.amount_yuan + changes.sign_to_prior * changes.change_yuan as prior_if_change_yuan
    from changes
    inner join told on changes.change_id = told.statement_id
),

judged as (
    select
        *,
        clause = '' as is_same,
        abs(100 * change_yuan / nullif(prior_if_change_yuan, 0) - percent) <= 2 * percent_slack
        and abs(100 * (amount_yuan - change_yuan) / change_yuan * -sign_to_prior - percent) > 1 as is_proven
    from worded
),

final as (
    select
        'change_verb_told' as rule_id,
        document_id,
        if(is_same, 'all', 'word ' || change_id) as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '文字' || if(is_same, '', ' ' || any_value(subject_text)) as left_label,
        if(is_same, count(*) || '处', any_value(clause)) as left_text,
        '应当' as right_label,
        '增减额前写明增加或减少' as right_text,
        min(page_no) as left_page_no,
        is_same
    from judged
    where is_same or is_proven
    group by document_id, if(is_same, 'all', 'word ' || change_id), is_same
)

select * from final
