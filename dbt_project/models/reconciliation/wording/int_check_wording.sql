-- Wordings that are wrong by themselves, as seed wording_rules lists them: one row per paragraph that is wrong, and
-- one per report and rule where no paragraph is.
with rules as (
    select * from {{ ref('wording_rules') }}
),

paragraphs as (
    select paragraphs.*
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join {{ ref('int_document') }} as documents on paragraphs.document_id = documents.document_id
    where
        documents.is_published
        and paragraphs.part in ('profile', 'narrative', 'glossary')
        and not paragraphs.is_heading
),

judged as (
    select
        rules.rule_id,
        rules.expected_zh,
        paragraphs.*,
        -- Quoted from mark to mark: the clause, and two before it, which say whose it is.
        regexp_extract(
            paragraphs.text,
            '([^，,。；;]*[，,。；;]){0,2}[^，,。；;]*(' || rules.wrong_pattern || ')[^，,。；;]*'
        ) as wrong_text
    from paragraphs
    inner join rules on regexp_matches(paragraphs.text, rules.applies_pattern)
),

wrong as (
    select
        rule_id,
        document_id,
        paragraph_no::varchar as instance_key,
        wrong_text as left_text,
        expected_zh as right_text,
        page_no as left_page_no,
        false as is_same
    from judged
    where wrong_text != ''
),

right_ones as (
    select
        rule_id,
        document_id,
        'all' as instance_key,
        count(*) || '段文字' as left_text,
        any_value(expected_zh) as right_text,
        min(page_no) as left_page_no,
        true as is_same
    from judged
    group by rule_id, document_id
    having bool_and(wrong_text = '')
),

final as (
    select * from wrong
    union all
    select * from right_ones
)

select
    rule_id,
    document_id,
    instance_key,
    null::varchar as table_id,
    null::varchar as table_kind,
    '文字' as left_label,
    left_text,
    '应当' as right_label,
    right_text,
    left_page_no,
    is_same
from final
