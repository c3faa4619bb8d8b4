-- Whether target forms name projects as the project table does.
with project_documents as (
    select distinct document_id from {{ ref('int_project_printed') }}
),

final as (
    select
        'project_name_in_targets' as rule_id,
        forms.document_id,
        forms.table_id || ':' || forms.form_no as instance_key,
        forms.table_id,
        'project_performance_targets' as table_kind,
        '项目支出绩效目标表项目名称' as left_label,
        forms.project_name_printed as left_text,
        '项目支出表项目名称' as right_label,
        coalesce(printed.project_name_printed, '没有该项目') as right_text,
        forms.page_no as left_page_no,
        forms.match_basis = 'name' as is_same
    from {{ ref('int_project_form') }} as forms
    inner join project_documents on forms.document_id = project_documents.document_id
    left join {{ ref('int_project_printed') }} as printed
        on
            forms.document_id = printed.document_id
            and forms.project_local_key = printed.project_local_key
            and forms.match_basis != 'none'
)

select * from final
