-- The reading of each figure of the text against the tables: the first rule of seed statement_rules (by priority) that
-- fits its subject, role, section and context, or the alternative a rule allows that agrees where the words leave the
-- scope open (with or without carry-over, say). A figure that agrees with no reading accuses the report only if its
-- scope is settled; else open_reason says what is not known, and nothing is compared.
with chosen as (
    select * from {{ ref('int_statement_choice') }}
),

extents as (
    select * from {{ ref('int_statement_extent') }}
),

statement_units as (
    select * from {{ ref('int_statement_unit') }}
),

reach as (
    select * from {{ ref('int_reach') }}
),

counted_projects as (
    select
        document_id,
        sentence_no,
        max(value) as project_count
    from {{ ref('int_statement') }}
    where subject_key = 'performance_project_count' and role = 'count'
    group by document_id, sentence_no
),

-- What the text says of a code or a project may be what one table prints of it in another scope, fund or year.
elsewhere as (
    select
        chosen.statement_id,
        chosen.relation,
        arg_min(figures.label, (figures.page_no, figures.row_no, figures.col_no)) as figure_label
    from chosen
    inner join reach on chosen.document_id = reach.document_id and chosen.relation = reach.relation
    inner join {{ ref('int_row_selector') }} as row_selectors
        on
            chosen.join_key = row_selectors.join_key
            and row_selectors.row_selector
            = case chosen.join_on when 'project' then 'project_name' else chosen.join_on end
    inner join {{ ref('int_checkable_figure') }} as figures
        on row_selectors.row_id = figures.row_id and reach.printed_in = figures.document_id
    where
        not chosen.is_same
        and chosen.value_yuan != 0
        and figures.source_kind = 'line'
        and figures.value_unit = 'yuan'
        and abs(chosen.value_yuan - figures.value) <= chosen.slack_yuan + figures.slack
    group by chosen.statement_id, chosen.relation
),

final as (
    select
        chosen.statement_id,
        chosen.document_id,
        chosen.rule_id,
        chosen.relation,
        chosen.join_key,
        chosen.is_chosen,
        chosen.reading,
        chosen.control_keys,
        case
            when chosen.is_same then null
            when statement_units.statement_id is not null
                then
                    '只述“' || {{ within_reason('statement_units.unit_name') }} || '”一个单位，表中是全部门的数'
                    || ' / told of the one unit “' || {{ within_reason('statement_units.unit_name') }}
                    || '”, the table is of the whole department'
            when chosen.accuses_if = 'never'
                then
                    '文字没有说明是哪一项资金的支出，不能确定与所比的数范围相同'
                    || ' / the text does not say which fund is spent, the extents may differ'
            when
                chosen.accuses_if = 'one_unit'
                -- Not one unit known is as little proof as several.
                and not (extents.unit_count = 1 and coalesce(extents.profile_unit_count, 1) = 1)
                then
                    '不能证实报告只有一个单位，文字所述可能只是其中行政单位和参公单位的数'
                    || ' / the report may have several units, and the text speak of the administrative ones alone'
            when
                chosen.accuses_if = 'projects_counted'
                and coalesce(counted_projects.project_count != extents.project_count, true)
                then
                    '文字没有说明涉及表中全部项目，不能确定范围相同'
                    || ' / the text does not say that it is of all projects of the table'
            when elsewhere.statement_id is not null then
                '与“' || {{ within_reason('elsewhere.figure_label') }} || '”相同，口径不能确定 / the same as “'
                || {{ within_reason('elsewhere.figure_label') }} || '”, of which extent it is stays open'
        end as open_reason
    from chosen
    left join statement_units on chosen.statement_id = statement_units.statement_id
    left join extents on chosen.document_id = extents.document_id and chosen.relation = extents.relation
    left join counted_projects
        on chosen.document_id = counted_projects.document_id and chosen.sentence_no = counted_projects.sentence_no
    left join elsewhere on chosen.statement_id = elsewhere.statement_id and chosen.relation = elsewhere.relation
)

select * from final
