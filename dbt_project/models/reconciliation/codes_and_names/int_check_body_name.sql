-- Whether units and departments are named the same wherever the report names them.
with documents as (
    select
        *,
        {{ comparable_name('issuer_name') }} as comparable_issuer,
        {{ comparable_name('department_name') }} as comparable_department
    from {{ ref('int_document') }}
    where is_published
),

revenue_units as (
    select distinct
        document_id,
        table_id,
        unit_name,
        {{ comparable_name('unit_name') }} as comparable_unit
    from {{ ref('int_amount') }}
    where table_kind = 'revenue_summary' and unit_name is not null
),

revenue_unit_lists as (
    select
        document_id,
        any_value(table_id) as table_id,
        string_agg(distinct unit_name, '、' order by unit_name) as unit_names
    from revenue_units
    group by document_id
),

named_units as (
    select
        *,
        {{ comparable_name('unit_name_printed') }} as comparable_unit
    from {{ ref('stg_named_units') }}
    where not is_own_office
),

-- 青山区党员服务中心 is 武汉市青山区党员服务中心.
alike as (
    select
        named_units.document_id,
        named_units.unit_no,
        revenue_units.unit_name,
        abs(len(revenue_units.comparable_unit) - len(named_units.comparable_unit)) as length_apart
    from named_units
    inner join revenue_units on named_units.document_id = revenue_units.document_id
    where
        contains(revenue_units.comparable_unit, named_units.comparable_unit)
        or contains(named_units.comparable_unit, revenue_units.comparable_unit)
),

units as (
    select
        'profile_units_in_revenue_summary' as rule_id,
        named_units.document_id,
        named_units.unit_no::varchar as instance_key,
        any_value(lists.table_id) as table_id,
        'revenue_summary' as table_kind,
        '概况所列预算单位' as left_label,
        any_value(named_units.unit_name_printed) as left_text,
        '收入总表所列单位' as right_label,
        coalesce(min_by(alike.unit_name, (alike.length_apart, alike.unit_name)), any_value(lists.unit_names))
            as right_text,
        any_value(named_units.page_no) as left_page_no,
        count(alike.unit_name) > 0 as is_same
    from named_units
    inner join revenue_unit_lists as lists on named_units.document_id = lists.document_id
    left join alike on named_units.document_id = alike.document_id and named_units.unit_no = alike.unit_no
    group by named_units.document_id, named_units.unit_no
),

form_names as (
    select
        labels.document_id,
        labels.text,
        any_value(labels.table_id) as table_id,
        min(labels.page_no) as page_no,
        {{ comparable_name('labels.text') }} as comparable_text
    from {{ ref('stg_labels') }} as labels
    where labels.field_key = 'department_name'
    group by labels.document_id, labels.text
),

departments as (
    select
        'department_name_in_forms' as rule_id,
        form_names.document_id,
        form_names.comparable_text as instance_key,
        form_names.table_id,
        printed_tables.table_kind,
        '绩效目标表部门名称' as left_label,
        form_names.text as left_text,
        '报告标题中的部门名称' as right_label,
        documents.issuer_name as right_text,
        form_names.page_no as left_page_no,
        coalesce(form_names.comparable_text in (documents.comparable_issuer, documents.comparable_department), false)
            as is_same
    from form_names
    inner join documents on form_names.document_id = documents.document_id
    inner join {{ ref('stg_printed_tables') }} as printed_tables on form_names.table_id = printed_tables.table_id
    where documents.issuer_name is not null and form_names.comparable_text != ''
    qualify
        row_number() over (partition by form_names.document_id, form_names.comparable_text order by form_names.page_no)
        = 1
),

final as (
    select * from units
    union all
    select * from departments
)

select * from final
