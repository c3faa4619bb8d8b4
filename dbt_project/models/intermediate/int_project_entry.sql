-- Which project each row of a table of targets speaks of: a form is of one project, a list of as many as it names. In a
-- list a row speaks of the project it prints; a row of indicators that prints none, as below the break of a page, of
-- the one above it.
with target_rows as (
    select
        printed_rows.row_id,
        printed_rows.table_id,
        printed_rows.form_no,
        printed_rows.document_id,
        printed_rows.row_no,
        printed_rows.row_kind,
        printed_rows.project_code,
        printed_rows.project_name_printed,
        coalesce(printed_rows.project_code, {{ comparable_name('printed_rows.project_name_printed') }}) as entry_key
    from {{ ref('stg_rows') }} as printed_rows
    inner join {{ ref('stg_printed_tables') }} as printed_tables on printed_rows.table_id = printed_tables.table_id
    where printed_tables.table_kind = 'project_performance_targets' and not printed_tables.is_held_back
),

money_rows as (
    select distinct row_id
    from {{ ref('stg_lines') }}
    where value_type = 'money' and value is not null
),

forms as (
    select
        table_id,
        form_no,
        count(distinct entry_key) > 1 as is_list
    from target_rows
    group by table_id, form_no
),

placed as (
    select
        target_rows.* exclude (entry_key),
        forms.is_list,
        case
            when not forms.is_list then ''
            when
                target_rows.entry_key is not null or target_rows.row_kind not in ('line', 'group')
                or money_rows.row_id is not null
                then target_rows.entry_key
            else last_value(target_rows.entry_key ignore nulls) over (
                partition by target_rows.table_id, target_rows.form_no order by target_rows.row_no
            )
        end as entry_key
    from target_rows
    inner join forms on target_rows.table_id = forms.table_id and target_rows.form_no = forms.form_no
    left join money_rows on target_rows.row_id = money_rows.row_id
),

final as (
    select
        *,
        (dense_rank() over (partition by table_id, form_no order by entry_key))::integer as entry_no
    from placed
    where entry_key is not null
)

select * from final
