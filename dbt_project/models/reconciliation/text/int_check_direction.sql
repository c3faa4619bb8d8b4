-- Sentences that tell this year's amount and last year's and no other figure, and end in 增加 or 减少 of the same thing:
-- the word must be what the two amounts show. What the words before it name must be the subject itself or nothing
-- (主要会议费经费增加), or another thing may have grown (主要是人员增加).
{% set increase, decrease = '增加|增长|上升', '减少|下降|降低' %}
{% set money = '\s*[百千万亿]*元' %}
with told as (
    select
        document_id,
        sentence_no,
        any_value(sentence) as sentence,
        any_value(statement_id) filter (where amount_year = fiscal_year) as statement_id,
        any_value(subject_text) filter (where amount_year = fiscal_year) as subject_text,
        any_value(page_no) filter (where amount_year = fiscal_year) as page_no,
        any_value(value_text) filter (where amount_year = fiscal_year) as amount_text,
        any_value(value_yuan) filter (where amount_year = fiscal_year) as amount_yuan,
        any_value(value_text) filter (where amount_year = fiscal_year - 1) as prior_text,
        any_value(value_yuan) filter (where amount_year = fiscal_year - 1) as prior_yuan
    from {{ ref('int_statement') }}
    where part = 'narrative'
    group by document_id, sentence_no
    having
        count(*) = 2
        and bool_and(role in ('amount', 'prior_amount') and value_yuan is not null)
        and count(*) filter (where amount_year = fiscal_year and role = 'amount') = 1
        and count(*) filter (where amount_year = fiscal_year - 1) = 1
),

-- The words behind both amounts, without the year that is compared with.
worded as (
    select
        *,
        regexp_replace(
            regexp_extract(
                sentence,
                '^.*(?:' || regexp_escape(amount_text) || '|' || regexp_escape(prior_text) || '){{ money }}(.*)$',
                1
            ),
            '(比|较|与)?(\d{4}年度?|上年度?|去年)[当年初预算执行决算数安排同相比]*', '', 'g'
        ) as words_behind,
        '^[，,；;:：]?(?:主要|原因|是|为|因)*([^，,。；;:：0-9]*?)(?:经费|支出|预算|资金)*(?:有所|略有|同比)?'
        || '({{ increase }}|{{ decrease }})了?[。；;]?$' as pattern
    from told
),

said as (
    select
        *,
        regexp_extract(words_behind, pattern, 1) as thing,
        regexp_extract(words_behind, pattern, 2) as word  -- noqa: RF04
    from worded
    where regexp_matches(words_behind, pattern)
),

final as (
    select
        'direction_of_years' as rule_id,
        document_id,
        statement_id as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        concat_ws(' ', '文字', subject_text) as left_label,
        word as left_text,
        '所述两年的数' as right_label,
        amount_text || case
            when amount_yuan > prior_yuan then '大于'
            when amount_yuan < prior_yuan then '小于'
            else '等于'
        end || '上年的' || prior_text as right_text,
        page_no as left_page_no,
        if(regexp_matches(word, '{{ increase }}'), amount_yuan > prior_yuan, amount_yuan < prior_yuan) as is_same
    from said
    where thing = '' or contains(subject_text, thing)
)

select * from final
