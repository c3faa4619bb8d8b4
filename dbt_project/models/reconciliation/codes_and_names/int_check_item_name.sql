-- What the text calls a function item (…（款）…（项）) against the name that the tables print of the same money: the one item
-- of the 款 told with the amount told. A name that the official list has, of whatever year, and one that only leaves
-- words out or adds some, is none to speak of. One row per item told by path and amount.
{% set word = "[一-龥“”、]+(?:[（(][^类款项（）()]+[）)][一-龥“”、]*)*" %}
with names as (
    select * from {{ ref('int_function_name') }}
),

-- 其他国土资源事务支出 was the last item of 国土资源事务.
listed as (
    select short_name from names
    union
    select '其他' || short_name as short_name
    from names
    where code_length = 5
),

statements as (
    select
        *,
        regexp_extract(subject_text, '({{ word }})[（(]款[）)]', 1) as subclass_told,
        regexp_extract(subject_text, '[（(]款[）)]\s*({{ word }})[（(]项[）)]$', 1) as item_told
    from {{ ref('int_statement') }}
    where
        role = 'amount'
        and part = 'narrative'
        and value_yuan != 0
        and amount_year = fiscal_year
        and contains(subject_text, '款')
),

told as (
    select
        * exclude (subclass_told, item_told),
        item_told,
        regexp_replace({{ comparable_name('subclass_told') }}, '支出$', '') as subclass_name,
        regexp_replace(replace({{ comparable_name('item_told') }}, '其它', '其他'), '支出$', '') as item_name
    from statements
    where item_told != '' and subclass_told != ''
),

subclasses as (
    select distinct
        code as subclass_code,
        short_name as subclass_name
    from names
    where code_length = 5
),

printed as (
    select
        document_id,
        function_code,
        function_name_printed,
        regexp_replace({{ comparable_name('function_name_printed') }}, '支出$', '') as printed_name,
        table_id,
        table_kind,
        amount_yuan,
        slack_yuan,
        page_no,
        cell_id
    from {{ ref('int_amount') }}
    where
        len(function_code) = 7
        and function_name_printed is not null
        and amount_yuan is not null
        and table_kind in ('general_public_expenditure', 'expenditure_summary')
),

matched as (
    select
        told.document_id,
        told.statement_id,
        told.item_told,
        told.item_name,
        told.page_no,
        any_value(printed.function_code) as function_code,
        any_value(printed.function_name_printed) as function_name_printed,
        any_value(printed.printed_name) as printed_name,
        min(printed.table_id) as table_id,
        min(printed.table_kind) as table_kind,
        min(printed.page_no) as table_page_no,
        list_sort(list_distinct(list(printed.cell_id))) as cell_ids
    from told
    inner join subclasses on told.subclass_name = subclasses.subclass_name
    inner join printed
        on
            told.document_id = printed.document_id
            and subclasses.subclass_code = left(printed.function_code, 5)
            and abs(told.value_yuan - printed.amount_yuan) <= told.slack_yuan + printed.slack_yuan
    group by told.document_id, told.statement_id, told.item_told, told.item_name, told.page_no
    having count(distinct printed.function_code) = 1
),

final as (
    select
        'item_name_told' as rule_id,
        document_id,
        statement_id as instance_key,
        table_id,
        table_kind,
        '文字' as left_label,
        item_told || '（项）' as left_text,
        '表中同一金额' as right_label,
        function_code || ' ' || function_name_printed as right_text,
        page_no as left_page_no,
        table_page_no as right_page_no,
        cell_ids as right_cell_ids,
        regexp_matches(printed_name, regexp_replace(item_name, '(.)', '\1.*', 'g'))
        or regexp_matches(item_name, regexp_replace(printed_name, '(.)', '\1.*', 'g'))
        or item_name in (select listed.short_name from listed) as is_same
    from matched
)

select * from final
