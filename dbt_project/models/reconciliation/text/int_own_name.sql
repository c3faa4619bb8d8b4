-- What the text calls by a name of its own, which no list of words knows: 统筹专项经费2024年预算数为80万元. The name opens
-- its sentence and is one of money; figures behind it that name nothing else are of it, too. Funds, assets, purchases
-- are known by other words, and what is set aside or carried over is part of something. One row per figure.
{% set no_figure_words = '预算|决算|支出|执行|安排|金额' %}
{% set years = '20[0-9]{2}年度?|上年度?|上一年度?|去年|本年度?|今年|当年|年初|全年|调整' %}
with statements as (
    select
        *,
        regexp_replace(
            regexp_replace(subject_text, '^({{ years }})+', ''),
            '({{ years }}|{{ no_figure_words }}|后的?)*[数为是共计约：:]*$', ''
        ) as own_words,
        regexp_replace(
            sentence, '^([（(]?([0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]+|其中[，：:]?|{{ years }}|[，,\s])+', ''
        ) as said_first
    from {{ ref('int_statement') }}
    where part = 'narrative' and told_as = 'stated'
),

marked as (
    select
        *,
        case
            when subject_key is not null then '#'
            when own_words = '' or role not in ('amount', 'budget_amount') then null
            when
                regexp_full_match(own_words, '[一-龥“”]{3,30}(经费|专项|资金|费用?|项目|补助|补贴)')
                and starts_with(said_first, own_words)
                and not regexp_matches(
                    own_words,
                    '[比较每约和与及]|增加|减少|合计|总计|主要|用于|涉及|安排|拨款|财政|采购|资产|预留|结转|结余|政府性'
                )
                then own_words
            else '#'
        end as name_or_other
    from statements
),

named as (
    select
        document_id,
        statement_id,
        nullif(
            last_value(name_or_other ignore nulls) over (
                partition by document_id, sentence_no
                order by statement_id
                rows between unbounded preceding and current row
            ),
            '#'
        ) as own_name
    from marked
),

final as (
    select * from named
    where own_name is not null
)

select * from final
