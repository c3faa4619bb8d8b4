-- The project that a row of a table of targets speaks of: that of the form or list entry it stands in.
with entries as (
    select * from {{ ref('int_project_entry') }}
),

forms as (
    select * from {{ ref('int_project_form') }}
),

final as (
    select
        entries.row_id,
        forms.project_key,
        forms.project_name_printed
    from entries
    inner join forms
        on
            entries.table_id = forms.table_id
            and entries.form_no = forms.form_no
            and entries.entry_no = forms.entry_no
)

select * from final
