-- Paths of function codes in the text (住房保障支出（类）住房改革支出（款）住房公积金（项）): the 款 told is the one to which the 项
-- belongs. Told wrong only where the 项 by its name belongs to one 款 alone, whatever the year, and what is told as 款 is
-- another name of the official list. One row per wrong path, and one per document with right ones only.
{% set word = "[一-龥“”、]+(?:[（(][^类款项（）()]+[）)][一-龥“”、]*)*" %}
with documents as (
    select *
    from {{ ref('int_document') }}
    where is_published
),

names as (
    select * from {{ ref('int_function_name') }}
),

told as (
    select
        paragraphs.document_id,
        paragraphs.page_no,
        unnest(
            regexp_extract_all(
                paragraphs.text, '[（(]类[）)]\s*{{ word }}[（(]款[）)]\s*{{ word }}[（(]项[）)]'
            )
        ) as path  -- noqa: RF04
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part in ('profile', 'narrative')
),

parted as (
    select
        *,
        regexp_extract(path, '^[（(]类[）)]\s*({{ word }})[（(]款[）)]', 1) as subclass_told,
        regexp_extract(path, '[（(]款[）)]\s*({{ word }})[（(]项[）)]$', 1) as item_told
    from told
),

compared as (
    select
        *,
        regexp_replace({{ comparable_name('subclass_told') }}, '支出$', '') as subclass_name,
        regexp_replace({{ comparable_name('item_told') }}, '支出$', '') as item_name
    from parted
),

items as (
    select
        short_name as item_name,
        left(any_value(code), 5) as subclass_code
    from names
    where code_length = 7
    group by short_name
    having count(distinct left(code, 5)) = 1
),

subclasses as (
    select
        code as subclass_code,
        list(distinct short_name) as own_names,
        max_by(name, (valid_to_year is null, valid_to_year)) as name  -- noqa: RF04
    from names
    where code_length = 5
    group by code
),

judged as (
    select
        compared.document_id,
        compared.page_no,
        compared.subclass_told,
        compared.item_told,
        subclasses.name as subclass_expected,
        list_contains(subclasses.own_names, compared.subclass_name) as is_same
    from compared
    inner join items on compared.item_name = items.item_name
    inner join subclasses on items.subclass_code = subclasses.subclass_code
    semi join names on compared.subclass_name = names.short_name
),

final as (
    select
        'function_path_told' as rule_id,
        document_id,
        if(is_same, 'all', subclass_told || '|' || item_told) as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '文字' as left_label,
        if(is_same, count(*) || '处', any_value(subclass_told || '（款）' || item_told || '（项）')) as left_text,
        '科目所属的款' as right_label,
        if(is_same, '所属的款', any_value(subclass_expected)) as right_text,
        min(page_no) as left_page_no,
        is_same
    from judged
    group by document_id, if(is_same, 'all', subclass_told || '|' || item_told), is_same
)

select * from final
