-- What the text says of a function item's use (主要用于…等基本支出), against the kinds of expenditure that the tables print
-- of it: an item used for one kind alone is not all of the other kind. One row per item told.
{% set use_pattern = '用于[^。；]*?((?:基本|项目)支出)(?:。|；|，|$)' %}
with statements as (
    select * from {{ ref('int_statement') }}
    where
        subject_key = 'function'
        and role in ('amount', 'budget_amount')
        and function_code is not null
        and part = 'narrative'
),

paragraphs as (
    select
        *,
        regexp_extract(text, '{{ use_pattern }}', 1) as kind_told,
        regexp_extract(text, '{{ use_pattern }}', 0) as use_told
    from {{ ref('stg_paragraphs') }}
    where
        part = 'narrative'
        and regexp_matches(text, '{{ use_pattern }}')
        -- One item alone, used for one kind alone.
        and len(regexp_extract_all(text, '[（(]项[）)]')) = 1
        and not (contains(text, '基本支出') and contains(text, '项目支出'))
),

told as (
    select
        paragraphs.document_id,
        paragraphs.paragraph_no,
        paragraphs.page_no,
        paragraphs.kind_told,
        paragraphs.use_told,
        any_value(statements.subject_text) as item_told,
        any_value(statements.function_code) as function_code
    from paragraphs
    inner join statements
        on
            paragraphs.document_id = statements.document_id
            and statements.page_no between paragraphs.page_no and paragraphs.page_no + 1
            and regexp_matches(statements.subject_text, '[（(]项[）)]$')
            and contains(paragraphs.text, statements.subject_text)
    group by all
    having count(distinct statements.function_code) = 1
),

amounts as (
    select * from {{ ref('int_amount') }}
    where
        table_kind in ('general_public_expenditure', 'expenditure_summary')
        and measure_key in ('basic', 'project')
        and value_type = 'money'
        and function_code is not null
        and coalesce(amount_year, fiscal_year) = fiscal_year
),

-- The kind told must be printed by none of the tables, the other by each.
printed as (
    select
        told.document_id,
        told.paragraph_no,
        min(amounts.table_id) as table_id,
        min(amounts.table_kind) as table_kind,
        min(amounts.page_no) as page_no,
        list_sort(list(amounts.cell_id) filter (where amounts.amount_yuan > 0)) as cell_ids,
        coalesce(sum(amounts.amount_yuan) filter (where amounts.measure_key = 'basic'), 0) as basic_yuan,
        coalesce(sum(amounts.amount_yuan) filter (where amounts.measure_key = 'project'), 0) as project_yuan
    from told
    inner join amounts on told.document_id = amounts.document_id and told.function_code = amounts.function_code
    group by told.document_id, told.paragraph_no
),

final as (
    select
        'told_use_printed' as rule_id,
        told.document_id,
        told.paragraph_no::varchar as instance_key,
        printed.table_id,
        printed.table_kind,
        '文字' as left_label,
        regexp_extract(told.item_told, '[^）)]*[（(]项[）)]$') || rtrim(told.use_told, '。；，') as left_text,
        '表中' as right_label,
        told.function_code || case
            when printed.basic_yuan = 0 then ' 全部是项目支出'
            when printed.project_yuan = 0 then ' 全部是基本支出'
            else ' 有基本支出，也有项目支出'
        end as right_text,
        told.page_no as left_page_no,
        printed.page_no as right_page_no,
        printed.cell_ids as right_cell_ids,
        if(told.kind_told = '基本支出', printed.basic_yuan, printed.project_yuan) > 0 as is_same
    from told
    inner join printed on told.document_id = printed.document_id and told.paragraph_no = printed.paragraph_no
    where printed.basic_yuan + printed.project_yuan > 0
)

select * from final
