-- Economic items that a sentence lists as what personnel or operating expenditure consists of (主要包括：基本工资、…):
-- each is more than 0 in table 6. Said of items whose class is itemised in that table: what it does not list is 0. One
-- row per list, and one per report whose lists are right.
{% set list_pattern = '((?:人员|公用)(?:经费|支出))[^。；]{0,60}?(?:包括|包含|用于)[：:]?([^。；]*)' %}
-- One list with fewer names may speak of anything.
{% set least_names, most_named = 3, 6 %}
with documents as (
    select *
    from {{ ref('int_document') }}
    where is_published
),

names as (
    select
        code as economic_code,
        any_value(name) as name,  -- noqa: RF04
        regexp_replace(comparable_name, '(支出|费用)$', '') as short_name
    from {{ ref('int_listed_code') }}
    where classification = 'economic' and len(code) = 5 and valid_to_year is null
    group by code, regexp_replace(comparable_name, '(支出|费用)$', '')
),

items as (
    select * from {{ ref('int_basic_item') }}
),

lists as (
    select
        paragraphs.document_id,
        paragraphs.paragraph_no,
        paragraphs.page_no,
        unnest(regexp_extract_all(paragraphs.text, '{{ list_pattern }}', 1)) as whole_told,
        unnest(regexp_extract_all(paragraphs.text, '{{ list_pattern }}', 2)) as list_told
    from {{ ref('stg_paragraphs') }} as paragraphs
    inner join documents on paragraphs.document_id = documents.document_id
    where paragraphs.part = 'narrative'
),

-- Lists of one whole told more than once are of single units.
single_lists as (
    select *
    from lists
    qualify count(*) over (partition by document_id, left(whole_told, 2)) = 1
),

split_up as (
    select
        * exclude (list_told),
        unnest(string_split_regex(list_told, '[、，,]')) as item_told,
        generate_subscripts(string_split_regex(list_told, '[、，,]'), 1) as item_no
    from single_lists
),

named as (
    select
        *,
        regexp_replace(
            regexp_replace({{ comparable_name('item_told') }}, '等.*$', ''), '(支出|费用)$', ''
        ) as short_name
    from split_up
),

judged as (
    select
        named.document_id,
        named.paragraph_no,
        named.page_no,
        named.whole_told,
        named.item_no,
        names.name,
        classes.table_id,
        classes.table_kind,
        coalesce(items.page_no, classes.page_no) as table_page_no,
        coalesce(items.cell_ids, []) as cell_ids,
        coalesce(items.value_yuan, 0) = 0 as is_zero
    from named
    inner join names on named.short_name = names.short_name
    inner join items as classes
        on
            named.document_id = classes.document_id
            and left(names.economic_code, 3) = classes.economic_code
            and classes.is_itemised
    left join items on named.document_id = items.document_id and names.economic_code = items.economic_code
),

final as (
    select
        'told_items_printed' as rule_id,
        document_id,
        paragraph_no || ':' || whole_told as instance_key,
        any_value(table_id) as table_id,
        any_value(table_kind) as table_kind,
        '文字' as left_label,
        whole_told || '主要包括'
        || if(
            bool_or(is_zero),
            array_to_string(list(name order by item_no) filter (where is_zero)[:{{ most_named }}], '、')
            || if(
                count(*) filter (where is_zero) > {{ most_named }}, '等' || count(*) filter (where is_zero) || '项', ''
            ),
            count(*) || '项'
        ) as left_text,
        '基本支出表' as right_label,
        if(bool_or(is_zero), '没有这些科目的金额', '都有金额') as right_text,
        page_no as left_page_no,
        min(table_page_no) as right_page_no,
        coalesce(list_sort(list_distinct(flatten(list(cell_ids) filter (where is_zero)))), []) as right_cell_ids,
        not bool_or(is_zero) as is_same
    from judged
    group by document_id, paragraph_no, page_no, whole_told
    having count(*) >= {{ least_names }}
)

select * from final
