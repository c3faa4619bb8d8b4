-- Names of functions in the narrative that no longer hold in the report's year. A name is one only with its class, its
-- code or its amount behind it; in a clause that speaks of another year, or of the change of a name, it is right.
with documents as (
    select *
    from {{ ref('int_document') }}
    where is_published
),

listed_names as (
    select * from {{ ref('int_function_name') }}
),

-- 其他国土资源事务支出 was the last item of 国土资源事务 for as long.
own_names as (
    select * from listed_names
    union all by name
    select
        code || '99' as code,
        '其他' || short_name as short_name,
        valid_from_year,
        valid_to_year,
        last_right_year
    from listed_names
    where code_length = 5 and valid_to_year is not null and not starts_with(short_name, '其他')
),

-- A name is old when every code that bore it has another one, and a report has printed the new one by then.
old_names as (
    select
        short_name,
        min(code) as code,
        max(valid_to_year) as last_year,
        max(last_right_year) as last_right_year
    from own_names
    group by short_name
    having bool_and(valid_to_year is not null) and len(short_name) >= 4
),

new_names as (
    select
        code,
        any_value(name) as name  -- noqa: RF04
    from {{ ref('int_listed_code') }}
    where classification = 'function' and valid_to_year is null and evidence = 'observed'
    group by code
    having count(distinct name) = 1
),

clauses as (
    select
        paragraphs.* exclude (text),  -- noqa: RF02
        documents.fiscal_year,
        unnest(string_split_regex(paragraphs.text, '[，,。；;]')) as clause
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part in ('profile', 'narrative')
),

met as (
    select
        clauses.*,
        old_names.*,
        left(clauses.clause, strpos(clauses.clause, old_names.short_name) - 1) as ahead,
        clauses.clause[strpos(clauses.clause, old_names.short_name) + len(old_names.short_name):] as behind
    from clauses
    inner join old_names
        on clauses.fiscal_year > old_names.last_right_year and contains(clauses.clause, old_names.short_name)
),

found as (
    select
        met.document_id,
        met.short_name,
        met.last_year,
        coalesce(new_names.name, '') as current_name,
        arg_min(met.clause, (met.page_no, met.paragraph_no)) as clause,
        min(met.page_no) as page_no
    from met
    left join new_names on met.code = new_names.code
    where
        -- The name by itself, not within a longer one.
        regexp_matches(met.ahead, '(^|[^一-龥]|其中|[类款项])$')
        and regexp_matches(met.behind, '^(支出)?\s*([（(\[【]\s*(类|款|项|[0-9]{3})|[0-9][0-9,.]*\s*(万元|元))')
        and not regexp_matches(met.clause, '上年|去年|往年|原|改为|更名|调整为|(增加|减少|下降|上升)')
        and list_filter(
            regexp_extract_all(met.clause, '(20[0-9]{2})\s*年', 1),
            lambda told: told::integer != met.fiscal_year  -- noqa: RF02
        ) = []
    group by met.document_id, met.short_name, met.last_year, new_names.name
),

final as (
    select
        'text_name_current' as rule_id,
        document_id,
        short_name as instance_key,
        clause as left_text,
        current_name as right_text,
        page_no as left_page_no,
        false as is_same,
        last_year
    from found
    union all
    select
        'text_name_current' as rule_id,
        clauses.document_id,
        'all' as instance_key,
        count(*) || '处' as left_text,
        '当年科目名称' as right_text,
        min(clauses.page_no) as left_page_no,
        true as is_same,
        null as last_year
    from clauses
    anti join found on clauses.document_id = found.document_id
    where regexp_matches(clauses.clause, '[（(](类|款|项)[）)]')
    group by clauses.document_id
)

select * from final
