with indicators as (
    select * from {{ ref('stg_indicators') }}
),

printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
    where not is_held_back
),

departments as (
    select * from {{ ref('int_department') }}
),

projects as (
    select * from {{ ref('int_target_project') }}
),

final as (
    select
        indicators.indicator_id,
        indicators.document_id,
        departments.department_key,
        departments.fiscal_year,
        departments.report_kind,
        printed_tables.table_kind,
        indicators.goal_scope,
        indicators.goal_no,
        indicators.goal_text,
        projects.project_key,
        coalesce(indicators.project_name, projects.project_name_printed) as project_name,
        indicators.level1_name,
        indicators.level2_name,
        indicators.indicator_name,
        indicators.target_value_text,
        indicators.prior_year_value_text,
        indicators.prior_2_year_value_text,
        indicators.standard_text,
        indicators.table_id,
        indicators.form_no,
        indicators.page_no,
        indicators.cell_id
    from indicators
    inner join printed_tables on indicators.table_id = printed_tables.table_id
    inner join departments on indicators.document_id = departments.document_id
    left join projects on indicators.row_id = projects.row_id
)

select * from final
