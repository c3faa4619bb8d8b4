-- Marks that come in pairs, brackets and quotation marks: one row per paragraph in which they do not, and one per
-- report where there is none. A paragraph is judged as a whole, whatever lines and pages it runs over.
with documents as (
    select document_id
    from {{ ref('int_document') }}
    where is_published
),

-- Of each kind of mark only the marks are kept; a pair that holds nothing more is taken away until none is left.
marks as (
    select
        paragraphs.*,
        regexp_replace(replace(replace(paragraphs.text, '（', '('), '）', ')'), '[^()]', '', 'g') as round_marks,
        regexp_replace(paragraphs.text, '[^《》]', '', 'g') as title_marks,
        -- One font's straight marks (") stand for both of a pair.
        case
            when not contains(paragraphs.text, '"') then regexp_replace(paragraphs.text, '[^“”]', '', 'g')
            else ''
        end as quotation_marks,
        -- 1) and a) number an item and close nothing.
        len(
            regexp_extract_all(
                paragraphs.text, '(?:^|[\s。；;，,：:、])(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[)）]'
            )
        ) as number_mark_count
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part != 'contents'
),

unpaired as (
    select
        *,
        replace(replace(replace(replace(round_marks, '()', ''), '()', ''), '()', ''), '()', '') as round_left,
        replace(replace(replace(title_marks, '《》', ''), '《》', ''), '《》', '') as title_left,
        replace(replace(replace(quotation_marks, '“”', ''), '“”', ''), '“”', '') as quotation_left
    from marks
),

-- Where the paragraph beside it has such a mark left over, too, the two may be one that we took for two; two marks left
-- over that open, or close, may be a font's.
judged as (
    select
        *,
        case
            when regexp_matches(round_left, '^\)+$') and len(round_left) <= number_mark_count then null
            when round_left != '' and coalesce(round_left_before, '') = '' and coalesce(round_left_after, '') = ''
                then round_left
            when title_left != '' and coalesce(title_left_before, '') = '' and coalesce(title_left_after, '') = ''
                then title_left
            when
                len(quotation_left) % 2 = 1
                and coalesce(quotation_left_before, '') = ''
                and coalesce(quotation_left_after, '') = ''
                then quotation_left
        end as mark_left
    from (
        select
            *,
            lag(round_left) over beside as round_left_before,
            lead(round_left) over beside as round_left_after,
            lag(title_left) over beside as title_left_before,
            lead(title_left) over beside as title_left_after,
            lag(quotation_left) over beside as quotation_left_before,
            lead(quotation_left) over beside as quotation_left_after
        from unpaired
        window beside as (partition by document_id order by paragraph_no)
    ) as with_neighbours
    where part in ('profile', 'narrative', 'glossary')
),

-- Quoted is the first piece of the paragraph in which the marks are not even.
counted as (
    select
        document_id,
        case when mark_left is null then 'all' else paragraph_no::varchar end as instance_key,
        case
            when any_value(mark_left) is null then count(*) || '段文字'
            else any_value(list_filter(
                string_split_regex(text, '[。；;]'),
                lambda piece: len(regexp_replace(piece, '[^(（《“]', '', 'g'))  -- noqa: RF02
                != len(regexp_replace(piece, '[^)）》”]', '', 'g'))  -- noqa: RF02
            )[1])
        end as left_text,
        min(page_no) as left_page_no,
        any_value(mark_left) is null as is_same
    from judged
    group by document_id, case when mark_left is null then 'all' else paragraph_no::varchar end
),

final as (
    select
        'marks_paired' as rule_id,
        document_id,
        instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '文字' as left_label,
        left_text,
        '应当' as right_label,
        '括号、引号、书名号成对' as right_text,
        left_page_no,
        is_same
    from counted
    -- A report is right where no paragraph is wrong.
    qualify not is_same or count(*) over (partition by document_id) = 1
)

select * from final
