-- Whether target forms name projects as the project table does. A single form beside several projects is of all of them
-- (某局专项业务), by whatever name.
with project_documents as (
    select
        document_id,
        count(*) as project_count
    from {{ ref('int_project_printed') }}
    group by document_id
),

forms as (
    select
        *,
        count(*) over (partition by document_id) as form_count
    from {{ ref('int_project_form') }}
),

-- A piece of a name, the rest of which stands below the break of a page in a list, is no name.
pieces as (
    select distinct
        forms.table_id,
        forms.form_no,
        forms.entry_no
    from forms
    inner join {{ ref('int_project_printed') }} as printed
        on
            forms.document_id = printed.document_id
            and (starts_with(printed.core_name, forms.core_name) or ends_with(printed.core_name, forms.core_name))
    where forms.is_list and forms.match_basis = 'none'
),

final as (
    select
        'project_name_in_targets' as rule_id,
        forms.document_id,
        forms.table_id || ':' || forms.form_no
        || case when forms.is_list then ':' || forms.entry_no else '' end as instance_key,
        forms.table_id,
        'project_performance_targets' as table_kind,
        '项目支出绩效目标表项目名称' as left_label,
        forms.project_name_printed as left_text,
        '项目支出表项目名称' as right_label,
        coalesce(printed.project_name_printed, '没有该项目') as right_text,
        forms.page_no as left_page_no,
        forms.match_basis = 'name' as is_same
    from forms
    inner join project_documents on forms.document_id = project_documents.document_id
    left join {{ ref('int_project_printed') }} as printed
        on
            forms.document_id = printed.document_id
            and case when forms.match_basis != 'none' then forms.project_local_key end = printed.project_local_key
    anti join pieces
        on
            forms.table_id = pieces.table_id
            and forms.form_no = pieces.form_no
            and forms.entry_no = pieces.entry_no
    where forms.match_basis = 'name' or forms.form_count > 1 or project_documents.project_count = 1
)

select * from final
