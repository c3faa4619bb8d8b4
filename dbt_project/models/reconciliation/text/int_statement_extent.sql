-- How much a report, or one it may be held against, covers: the units and projects its tables and its profile name. A
-- sentence about all of them may be compared with the tables' totals; one about some may not.
with printed_rows as (
    select distinct
        document_id,
        table_kind,
        row_id,
        unit_name,
        coalesce(project_code, project_name) as project
    from {{ ref('int_amount') }}
),

reach as (
    select * from {{ ref('int_reach') }}
),

extents as (
    select
        reach.document_id,
        reach.relation,
        count(distinct {{ comparable_name('printed_rows.unit_name') }}) as unit_count,
        count(distinct printed_rows.project) filter (where printed_rows.table_kind = 'project_expenditure')
            as project_count
    from reach
    left join printed_rows on reach.printed_in = printed_rows.document_id
    group by reach.document_id, reach.relation
),

profile_units as (
    select
        document_id,
        count(distinct {{ comparable_name('unit_name_printed') }}) as unit_count
    from {{ ref('stg_named_units') }}
    group by document_id
),

final as (
    select
        extents.document_id,
        extents.relation,
        extents.unit_count,
        extents.project_count,
        profile_units.unit_count as profile_unit_count
    from extents
    left join profile_units on extents.document_id = profile_units.document_id
)

select * from final
