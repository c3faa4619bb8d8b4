-- Years that the text names where no figure of a table can tell which is right: the day to which assets are
-- counted, the year a change is compared with, a year with a digit missing or too many. The year before is right;
-- years of plans and reasons are right, too, and where a sentence leaves that open nothing is said.
with documents as (
    select
        document_id,
        fiscal_year,
        report_kind
    from {{ ref('int_document') }}
    where is_published
),

sentences as (
    select
        paragraphs.document_id,
        paragraphs.paragraph_no,
        paragraphs.page_no,
        documents.fiscal_year,
        documents.report_kind,
        trim(unnest(string_split_regex(paragraphs.text, '[。；;]'))) as sentence
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part in ('profile', 'narrative')
),

told as (
    select
        *,
        try_cast(regexp_extract(sentence, '截[至止]\s*(20[0-9]{2})\s*年', 1) as integer) as day_year,
        regexp_matches(sentence, '截[至止]\s*20[0-9]{2}\s*年度?(12\s*月\s*31|年?[底末])') as is_end_of_year,
        try_cast(regexp_extract(
            sentence,
            '(?:比|较|与|同|和)\s*(20[0-9]{2})\s*年[^，。；0-9]{0,20}(?:增加|减少|增长|下降|降低|上升|相比|持平|相同|一致)',
            1
        ) as integer) as compared_year,
        regexp_matches(
            sentence, '(?:比|较|与|同|和)\s*20[0-9]{2}\s*年度?.{0,6}(预算|年初|计划|批复|指标)'
        ) as is_compared_with_budget,
        list_distinct(regexp_extract_all(sentence, '(20[0-9]{2})\s*年', 1)) as years
    from sentences
),

-- What a day of this year could count lies before the budget: its first months. Final accounts count at the year's end.
days as (
    select
        'asset_day' as rule_id,
        *,
        case
            when report_kind = 'final_accounts' then is_end_of_year and day_year != fiscal_year
            else
                day_year not between fiscal_year - 1 and fiscal_year
                or day_year = fiscal_year and is_end_of_year
        end as is_wrong,
        case when report_kind = 'final_accounts' then fiscal_year else fiscal_year - 1 end || '年' as expected
    from told
    where day_year is not null and regexp_matches(sentence, '车辆|资产|设备|房屋|保有量') and report_kind is not null
),

comparisons as (
    select
        'compared_year' as rule_id,
        *,
        case
            when compared_year > fiscal_year then true
            when compared_year = fiscal_year then not (report_kind = 'final_accounts' and is_compared_with_budget)
            else
                compared_year < fiscal_year - 1
                and not list_contains(years, (fiscal_year - 1)::varchar)
                and not regexp_matches(sentence, '原因|由于|因为|是因')
        end as is_wrong,
        fiscal_year - 1 || '年' as expected
    from told
    where
        compared_year is not null
        and report_kind is not null
        -- What a project brought about (大班额比例较2020年下降) is compared with any year; a plan compares later years.
        and regexp_matches(sentence, '元|预算|决算|经费|支出|收入|拨款|持平')
        and list_max(years)::integer <= greatest(fiscal_year, compared_year)
),

digits as (
    select
        'year_digits' as rule_id,
        *,
        regexp_matches(sentence, '(^|[^0-9.,，第共约达近满])(202|20[0-9]{3})\s*年([^级期内以之的、]|$)') as is_wrong,
        fiscal_year || '年' as expected
    from told
    where regexp_matches(sentence, '[0-9]\s*年')
),

checks as (
    select * from days
    union all
    select * from comparisons
    union all
    select * from digits
),

final as (
    select
        rule_id,
        document_id,
        case when is_wrong then paragraph_no::varchar else 'all' end as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '文字所述年度' as left_label,
        case when is_wrong then arg_min(sentence, page_no) else count(*) || '句' end as left_text,
        '应当' as right_label,
        any_value(expected) as right_text,
        min(page_no) as left_page_no,
        not is_wrong as is_same
    from checks
    group by rule_id, document_id, case when is_wrong then paragraph_no::varchar else 'all' end, is_wrong
    qualify is_wrong or not bool_or(is_wrong) over (partition by rule_id, document_id)
)

select * from final
