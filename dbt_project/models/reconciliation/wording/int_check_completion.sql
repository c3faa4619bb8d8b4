-- What the text of final accounts says of a budget's completion without a figure to recompute: that a budget of zero
-- has no completion, and whether 大于, 小于 or 持平 is the right word.
with completions as (
    select * from {{ ref('int_stated_completion') }}
),

paragraphs as (
    select
        *,
        regexp_extract(
            text,
            '决算数?(大于|高于|超过|多于|小于|低于|少于|等于|同|与|和)(年初|全年|年度|调整后?)?预算数?(相等|相同|一致|持平|无差异)?'
        ) as compared
    from {{ ref('stg_paragraphs') }}
    where part = 'narrative' and not is_heading
),

of_nothing as (
    select
        'completion_of_nothing' as rule_id,
        document_id,
        percent_id as instance_key,
        subject_text || '完成预算的比例' as left_label,
        percent_text || '%' as left_text,
        '预算数' as right_label,
        case when budget_yuan = 0 then '预算为0，没有完成比例' else '有预算' end as right_text,
        page_no as left_page_no,
        budget_yuan != 0 as is_same
    from completions
    -- A budget cell left blank says neither that there is a budget nor that there is none.
    where percent_id is not null and budget_yuan is not null
),

-- A paragraph that tells several budgets doesn't say which of them it compares.
compared as (
    select
        paragraphs.document_id,
        paragraphs.paragraph_no,
        paragraphs.compared,
        any_value(completions.subject_text) as subject_text,
        any_value(completions.page_no) as page_no,
        any_value(completions.amount_yuan) as amount_yuan,
        any_value(completions.budget_yuan) as budget_yuan
    from paragraphs
    inner join completions
        on
            paragraphs.document_id = completions.document_id
            and completions.page_no between paragraphs.page_no and paragraphs.page_no + 1
            and contains(paragraphs.text, completions.sentence)
    where paragraphs.compared != '' and completions.is_budget_told
    group by paragraphs.document_id, paragraphs.paragraph_no, paragraphs.compared
    having count(*) = 1
),

worded as (
    select
        *,
        case
            when regexp_matches(compared, '大于|高于|超过|多于') then '大于'
            when regexp_matches(compared, '小于|低于|少于') then '小于'
            else '等于'
        end as word,  -- noqa: RF04
        case
            when amount_yuan > budget_yuan then '大于'
            when amount_yuan < budget_yuan then '小于'
            else '等于'
        end as right_word
    from compared
    where regexp_matches(compared, '大于|高于|超过|多于|小于|低于|少于|等于|相等|相同|一致|持平|无差异')
),

words as (
    select
        'final_against_budget_told' as rule_id,
        document_id,
        paragraph_no::varchar as instance_key,
        subject_text as left_label,
        compared as left_text,
        '决算数与预算数' as right_label,
        '决算数' || right_word || '预算数' as right_text,
        page_no as left_page_no,
        word = right_word as is_same
    from worded
),

final as (
    select * from of_nothing
    union all
    select * from words
)

select
    rule_id,
    document_id,
    instance_key,
    null::varchar as table_id,
    null::varchar as table_kind,
    '文字：' || left_label as left_label,
    left_text,
    right_label,
    right_text,
    left_page_no,
    is_same
from final
