-- Wordings that are wrong by themselves, as seed wording_rules lists them: one row per paragraph that is wrong (per
-- report where one cause makes them so), and one per report and rule where no paragraph is.
with rules as (
    select * from {{ ref('wording_rules') }}
),

-- Nothing completes a paragraph that is the last before a new section (¶¶), or before another item of its list (¶).
paragraphs as (
    select
        paragraphs.* exclude (text),
        paragraphs.text || case
            when regexp_matches(
                coalesce(lead(paragraphs.text) over following, '第二部分'),
                '^(第.{1,3}部分|[二三四五六七八九十]{1,3}、|[（(][二三四五六七八九十]{1,3}[）)])'
            ) then '¶¶'
            when regexp_matches(lead(paragraphs.text) over following, '^[2-9][.、．]') then '¶'
            else ''
        end as text
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join {{ ref('int_document') }} as documents on paragraphs.document_id = documents.document_id
    where
        documents.is_published
        -- What stands outside the tables of a report without text is a cover on its first page only.
        and paragraphs.part in ('profile', 'narrative', 'glossary', if(paragraphs.page_no = 1, 'cover', 'profile'))
    window following as (partition by paragraphs.document_id order by paragraphs.paragraph_no)
),

-- The whole text of a report is tried first: a pattern from a table is made ready anew for each text it is tried on.
texts as (
    select
        document_id,
        count(*) as paragraph_count,
        min(page_no) as first_page_no,
        string_agg(text, chr(10) order by paragraph_no) as text  -- noqa: RF04
    from paragraphs
    group by document_id
),

tried as (
    select
        rules.*,
        texts.* exclude (text),  -- noqa: RF02
        regexp_matches(texts.text, '(?m)' || rules.wrong_pattern) as is_suspect
    from texts
    inner join rules on regexp_matches(texts.text, rules.applies_pattern)
),

judged as (
    select
        tried.rule_id,
        tried.expected_zh,
        tried.is_one_cause,
        paragraphs.*,
        -- Quoted from mark to mark (a comma in a figure is none): the clause and two before it in its sentence; before
        -- that, short words that name the item (公务接待费。), or what a comparison goes on from (支出9万元。与上年相比…).
        rtrim(regexp_extract(
            paragraphs.text,
            '(?:^|[，,。；;])((?:[^，,。；;]{1,12}。|(?:\d,\d|[^，,。；;])*。(?:与|比|较|同比))?'
            || '(?:(?:\d,\d|[^，,。；;])*[，,；;]){0,2}(?:\d,\d|[^，,。；;])*(?:' || tried.wrong_pattern
            || ')(?:\d,\d|[^，,。；;¶])*)',
            1
        ), '¶') as wrong_text
    from paragraphs
    inner join tried on paragraphs.document_id = tried.document_id
    where
        tried.is_suspect
        and regexp_matches(paragraphs.text, tried.applies_pattern)
        and regexp_matches(paragraphs.text, tried.wrong_pattern)
),

-- A sentence of the template that is wrong wherever it was filled in is one thing to say.
wrong as (
    select
        rule_id,
        document_id,
        min(paragraph_no)::varchar as instance_key,
        arg_min(wrong_text, paragraph_no) || if(
            count(*) > 1,
            '（共' || count(*) || '段，第' || array_to_string(list_sort(list_distinct(list(page_no))), '、') || '页）', ''
        ) as left_text,
        expected_zh as right_text,
        min(page_no) as left_page_no,
        false as is_same
    from judged
    group by rule_id, document_id, expected_zh, if(is_one_cause, 0, paragraph_no)
),

right_ones as (
    select
        tried.rule_id,
        tried.document_id,
        'all' as instance_key,
        tried.paragraph_count || '段文字' as left_text,
        tried.expected_zh as right_text,
        tried.first_page_no as left_page_no,
        true as is_same
    from tried
    anti join judged on tried.rule_id = judged.rule_id and tried.document_id = judged.document_id
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
