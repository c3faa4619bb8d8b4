-- How much a report, or one it may be held against, covers: the units and projects its tables and its profile name. A
-- sentence about all of them may be compared with the tables' totals; one about some may not.
with table_kinds as (
    select * from {{ ref('int_table_kind') }}
),

printed_rows as (
    select distinct
        amounts.document_id,
        amounts.table_kind,
        amounts.row_id,
        amounts.unit_name,
        coalesce(amounts.project_code, amounts.project_name) as project,
        coalesce(table_kinds.is_form, false) as is_of_form
    from {{ ref('int_amount') }} as amounts
    left join table_kinds on amounts.table_kind = table_kinds.table_kind
),

reach as (
    select * from {{ ref('int_reach') }}
),

extents as (
    select
        reach.document_id,
        reach.relation,
        -- A form tells who carries out one project, not which units there are.
        case
            when bool_or(printed_rows.unit_name is not null and not printed_rows.is_of_form)
                then count(distinct {{ comparable_name('printed_rows.unit_name') }})
            else 0
        end as unit_count,
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
