-- By whose name the text speaks of the report's figures (某局2024年度部门决算…). Said only where another name is the exception
-- in its report: a report that uses it throughout does so on purpose, or we have its body wrong.
with documents as (
    select
        *,
        {{ comparable_name('issuer_name') }} as own_name,
        coalesce({{ comparable_name('department_name') }}, '') as superior_name
    from {{ ref('int_document') }}
    where is_published and issuer_name is not null
),

paragraphs as (
    select
        paragraphs.*,
        documents.own_name,
        documents.superior_name
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part not in ('contents', 'glossary', 'other')
),

-- Units are named by the tables and the profile; whole sections may tell of one.
unit_names as (
    select
        document_id,
        string_agg(distinct {{ comparable_name('unit_name') }}, '|') as unit_names
    from (
        select
            document_id,
            unit_name_printed as unit_name
        from {{ ref('stg_rows') }}
        union all
        select
            document_id,
            unit_name_printed as unit_name
        from {{ ref('stg_named_units') }}
    )
    where unit_name is not null
    group by document_id
),

-- Named before the year of what is told (某局2024年度预算…), or by a heading (第一部分 某局概况).
named as (
    select
        *,
        regexp_replace(
            coalesce(
                {% for before, after in [
                    ('(?:^(?:第.{1,3}部分)?|[。；\s、）]|纳入)', '\s*20[0-9]{2}\s*年度?(?:部门|单位|预算|决算|收支|收入|支出|财政拨款|一般公共|政府性基金|国有资本'
                        ~ '|“三公”|机关运行|政府采购|无)'),
                    ('^(?:第.{1,3}部分)?\s*', '(?:部门|单位)?(?:概况|基本情况)$'),
                ] -%}
                nullif(regexp_extract(
                    text,
                    '{{ before }}([一-龥]{2,4}?[省市区县州盟旗][一-龥（）()]{1,26}?'
                    || '(?:局|委员会|办公室|办公厅|委|厅|院|中心|政府|法院|检察院|街道办事处|部))'
                    || '(?:[（(]?(?:本级|机关|本部)[）)]?)?{{ after }}',
                    1
                ), ''),
                {% endfor -%}
                ''
            ),
            '[（）()]', '', 'g'
        ) as told_name,
        count(*) filter (where contains(regexp_replace(text, '[（）()\s]', '', 'g'), own_name))
            over (partition by document_id) as own_said_count
    from paragraphs
),

-- 省检察院 and 上海市财政局 for 上海市某区财政局: a shorter name leaves words of the full one out, but not the district,
-- without which it is the name of the body above.
judged as (
    select
        named.*,
        named.told_name = regexp_replace(named.own_name, '^(.{1,3}[省市])(.{1,5}?[区县市])(.{3,})$', '\1\3')
        and named.told_name != named.own_name
        or not regexp_matches(named.own_name, regexp_replace(named.told_name, '(.)', '\1.*', 'g'))
        and not regexp_matches(named.superior_name, regexp_replace(named.told_name, '(.)', '\1.*', 'g'))
        and not contains(named.told_name, named.own_name)
        and not contains(coalesce(unit_names.unit_names, ''), named.told_name) as is_other,
        contains(named.told_name, named.own_name)
        or regexp_matches(named.own_name, regexp_replace(named.told_name, '(.)', '\1.*', 'g')) as is_own
    from named
    left join unit_names on named.document_id = unit_names.document_id
    where regexp_full_match(named.told_name, '[一-龥]+') and not starts_with(named.told_name, '第')
),

counted as (
    select
        *,
        count(*) filter (where is_other) over (partition by document_id) as other_count,
        -- Its name said of anything else (部门：某局) tells, too, that another is the exception.
        greatest(count(*) filter (where is_own and not is_other) over (partition by document_id), own_said_count)
            as own_count
    from judged
),

final as (
    select
        'body_named' as rule_id,
        document_id,
        case when is_other then paragraph_no::varchar else 'all' end as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '文字所说的名称' as left_label,
        case when is_other then any_value(told_name) else any_value(own_count) || '处' end as left_text,
        '报告主体' as right_label,
        any_value(own_name) as right_text,
        min(page_no) as left_page_no,
        not is_other as is_same
    from counted
    where other_count * 2 <= own_count
    group by document_id, case when is_other then paragraph_no::varchar else 'all' end, is_other
    having is_other or any_value(other_count) = 0
)

select * from final
