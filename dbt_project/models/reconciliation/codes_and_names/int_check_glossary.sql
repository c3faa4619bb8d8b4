-- Names of classes, subclasses and items in the glossary against the official list of the report's year, so that
-- former names show. One row per document and distinct name; names no list has can't be judged.
with listed_names as (
    select * from {{ ref('int_function_name') }}
),

documents as (
    select
        document_id,
        fiscal_year
    from {{ ref('int_document') }}
    where is_published
),

terms as (
    select
        terms.document_id,
        terms.page_no,
        documents.fiscal_year,
        unnest([  -- noqa: AL03
            { 'name': terms.class_name, 'code_length': 3 }, { 'name': terms.subclass_name, 'code_length': 5 },
            { 'name': terms.item_name, 'code_length': 7 }
        ], recursive := true)
    from {{ ref('stg_terms') }} as terms
    inner join documents on terms.document_id = documents.document_id
),

glossary_names as (
    select
        document_id,
        fiscal_year,
        name,
        code_length,
        min(page_no) as page_no,
        regexp_replace({{ comparable_name('name') }}, '支出$', '') as short_name
    from terms
    where name is not null
    group by document_id, fiscal_year, name, code_length
),

glossary_judged as (
    select
        glossary_names.*,
        -- A name that came later is no old one.
        bool_or(glossary_names.fiscal_year <= coalesce(listed_names.last_right_year, 9999)) as is_current,
        min(listed_names.code) as code,
        max(listed_names.valid_to_year) as last_year
    from glossary_names
    inner join listed_names
        on glossary_names.short_name = listed_names.short_name and glossary_names.code_length = listed_names.code_length
    group by all
),

current_names as (
    select
        code,
        name,
        coalesce(valid_from_year, 0) as from_year,
        coalesce(valid_to_year, 9999) as to_year
    from listed_names
),

final as (
    select
        'glossary_name_current' as rule_id,
        judged.document_id,
        judged.code_length || ':' || judged.short_name as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        any_value(judged.name) as left_text,
        case when judged.is_current then any_value(judged.name) else coalesce(any_value(current_names.name), '') end
            as right_text,
        min(judged.page_no) as left_page_no,
        judged.is_current as is_same,
        any_value(judged.last_year) as last_year
    from glossary_judged as judged
    left join current_names
        on
            judged.code = current_names.code
            and judged.fiscal_year between current_names.from_year and current_names.to_year
    group by judged.document_id, judged.code_length, judged.short_name, judged.is_current
)

select * from final
