-- Sentences that tell what one subject was last year, what it is this year and by how much or how many per cent it
-- changed, and no other figure: 上年执行数10万元，本年安排12万元，增加20%. open_reason says what the words leave open, if anything:
-- whether both amounts are of one subject and basis, of which years, and which of them the percentage is of. One row
-- per sentence.
{% set money = '\s*[百千万亿]*元' %}
{% set basis_words = '年初|调整|追加|执行|决算|预算|实际' %}
with statements as (
    select
        statements.* replace (coalesce(statements.subject_key, own_names.own_name) as subject_key),
        statements.amount_year - statements.fiscal_year as year_offset
    from {{ ref('int_statement') }} as statements
    left join {{ ref('int_own_name') }} as own_names on statements.statement_id = own_names.statement_id
    where statements.part != 'glossary'
),

told as (
    select
        document_id,
        sentence_no,
        any_value(fiscal_year) as fiscal_year,
        any_value(sentence) as sentence,
        any_value(statement_id) filter (where role = 'change_percent') as percent_id,
        any_value(value_text) filter (where role = 'change_percent') as percent_text,
        any_value(statement_id) filter (where role = 'change') as change_id,
        any_value(direction) filter (where role in ('change', 'change_percent')) as direction,
        -- What is told first of how much it changed: the change itself, or the percentage.
        arg_min(value_text, statement_id) filter (where role in ('change', 'change_percent')) as changed_text,
        any_value(statement_id) filter (where role = 'amount' and year_offset = -1) as prior_id,
        any_value(value_text) filter (where role = 'amount' and year_offset = -1) as prior_text,
        any_value(value_yuan) filter (where role = 'amount' and year_offset = -1) as prior_yuan,
        any_value(slack_yuan) filter (where role = 'amount' and year_offset = -1) as prior_slack_yuan,
        count(*) filter (where role = 'amount' and year_offset = -1) as prior_count,
        any_value(statement_id) filter (where role = 'amount' and year_offset = 0) as amount_id,
        any_value(value_text) filter (where role = 'amount' and year_offset = 0) as amount_text,
        any_value(value_yuan) filter (where role = 'amount' and year_offset = 0) as amount_yuan,
        any_value(slack_yuan) filter (where role = 'amount' and year_offset = 0) as amount_slack_yuan,
        count(*) filter (where role = 'amount' and year_offset = 0) as amount_count,
        bool_and(subject_key is not null)
        and count(distinct concat_ws(
            '|', subject_key, coalesce(function_code, ''), coalesce(economic_code, ''), coalesce(project_name, ''),
            context_key
        )) = 1 as is_one_subject
    from statements
    group by document_id, sentence_no
    having
        count(*) = 2 + count(distinct role) filter (where role in ('change', 'change_percent'))
        and count(*) filter (where role in ('change', 'change_percent')) between 1 and 2
        and count(distinct direction) filter (where role in ('change', 'change_percent')) <= 1
),

-- The words before last year's amount, between the two, and between this year's and the change.
worded as (
    select
        *,
        '^(.*?[^0-9.,]|)' || regexp_escape(prior_text) || '{{ money }}(.*?[^0-9.,])' || regexp_escape(amount_text)
        || '{{ money }}(.*?[^0-9.,])' || regexp_escape(changed_text) || '\s*([%％]|[百千万亿]*元)' as pattern
    from told
    where prior_count = 1 and amount_count = 1
),

parted as (
    select
        * exclude (pattern),
        regexp_matches(sentence, pattern) as is_in_order,
        regexp_extract(sentence, pattern, 1) as prior_words,
        regexp_extract(sentence, pattern, 2) as amount_words,
        regexp_extract(sentence, pattern, 3) as percent_words
    from worded
),

final as (
    select
        * exclude (sentence, percent_text, changed_text, prior_text, amount_text, prior_count, amount_count),
        case
            when
                prior_yuan is null or amount_yuan is null or changed_text is null
                then '数字没有读出 / the figures were not read'
            when
                direction is null or direction not in ('increase', 'decrease')
                then '文字没有说明是增加还是减少 / the text does not say whether it rose or fell'
            when not is_in_order
                then
                    '两年的数和百分比不是依次写出，不能确定百分比以哪个数为基数'
                    || ' / amounts and percentage do not follow each other: of which it is stays open'
            when
                not is_one_subject
                or not regexp_matches(
                    amount_words, '^[，,；;、]?(\d{4}年度?|本年度?|今年|当年)?[当年初预算执行决算安排数额金为是共支出]*$'
                )
                then '两年的数是否同一项，文字不能确定 / the two years may not be of the same item'
            when
                not regexp_matches(prior_words, (fiscal_year - 1) || '年|上年|上一年|去年')
                or not regexp_matches(amount_words, fiscal_year || '年|本年|今年')
                or not list_has_all([(fiscal_year - 1)::varchar], regexp_extract_all(percent_words, '\d+'))
                then '所述年度不能确定 / of which years it tells is open'
            when
                not regexp_matches(percent_words, '^[，,；;]?(比|较|与|同比)?[^，,。；;：:、其]*$')
                or not coalesce(
                    nullif(list_sort(list_distinct(regexp_extract_all(percent_words, '{{ basis_words }}'))), [])
                    = list_sort(list_distinct(regexp_extract_all(prior_words, '{{ basis_words }}'))),
                    true
                )
                then
                    '百分比所比的是否所述的上年数，文字不能确定'
                    || ' / whether the percentage is of the amount told of the year before stays open'
            when prior_yuan <= prior_slack_yuan then '{{ no_change_of_zero() }}'
        end as open_reason
    from parted
)

select * from final
