-- The reading of each figure of the text against the tables: the first rule of seed statement_rules (by priority) that
-- fits its subject, role, section and context, or the alternative a rule allows that agrees where the words leave the
-- scope open (with or without carry-over, say). A figure that agrees with no reading accuses the report only if its
-- scope is settled; else open_reason says what is not known, and nothing is compared.
with rules as (
    select * from {{ ref('int_statement_rule') }}
),

statements as (
    select * from {{ ref('int_statement') }}
    where value_yuan is not null and subject_key is not null and part != 'glossary'
),

controls as (
    select * from {{ ref('int_control_in_reach') }}
),

changes as (
    select * from {{ ref('int_stated_change') }}
    where change_id is not null
),

statement_units as (
    select * from {{ ref('int_statement_unit') }}
),

printed_rows as (
    select distinct
        document_id,
        table_kind,
        row_id,
        unit_name,
        coalesce(project_code, project_name) as project_label
    from {{ ref('int_amount') }}
),

-- The report itself, and those it may be held against.
reach as (
    select distinct
        document_id,
        'own' as relation,
        document_id as printed_in
    from {{ ref('int_document') }}
    union all
    select
        document_id,
        relation,
        companion_id as printed_in
    from {{ ref('int_companion') }}
),

extents as (
    select
        reach.document_id,
        reach.relation,
        count(distinct {{ comparable_name('printed_rows.unit_name') }}) as unit_count,
        count(distinct printed_rows.project_label) filter (where printed_rows.table_kind = 'project_expenditure')
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

counted_projects as (
    select
        document_id,
        sentence_no,
        max(value) as project_count
    from {{ ref('int_statement') }}
    where subject_key = 'performance_project_count' and role = 'count'
    group by document_id, sentence_no
),

fitting as (
    select
        statements.statement_id,
        statements.document_id,
        -- A change leads from this year's amount to that of the year before.
        case
            when rules.rule_id = 'prior_change_of_its_report'
                then statements.value_yuan + coalesce(changes.sign_to_prior * changes.change_yuan, 0)
            else statements.value_yuan
        end as value_yuan,
        statements.slack_yuan,
        rules.rule_id,
        rules.relation,
        rules.priority,
        rules.is_alternative,
        rules.reading,
        rules.accuses_if,
        rules.join_on,
        statements.sentence_no,
        string_split(rules.control_keys, '|') as control_keys,
        case
            when starts_with(rules.join_on, 'key:') then substr(rules.join_on, 5)
            when rules.join_on = 'function' then statements.function_code
            when rules.join_on = 'economic' then statements.economic_code
            when rules.join_on = 'project' then {{ project_core_name('statements.project_name') }}
            else ''
        end as join_key
    from statements
    inner join rules
        on
            statements.subject_key = rules.subject_key
            and statements.role = rules.role
            and statements.amount_year = statements.fiscal_year + rules.year_offset
            and coalesce(regexp_matches(statements.section_title, rules.section_pattern), rules.section_pattern is null)
            and coalesce(regexp_matches(statements.subject_text, rules.subject_pattern), rules.subject_pattern is null)
            and coalesce(statements.context_key = rules.context_key, rules.context_key is null)
            and not coalesce(regexp_matches(statements.sentence, rules.excluded_sentence_pattern), false)
            and not coalesce(
                list_contains(string_split(rules.excluded_context_keys, '|'), statements.context_key), false
            )
    left join changes on statements.statement_id = changes.amount_id
    qualify
        row_number() over (
            partition by statements.statement_id, rules.relation, rules.is_alternative order by rules.priority
        ) = 1
        or rules.is_alternative
),

-- An alternative is one only beside the rule's own first reading.
allowed as (
    select fitting.*
    from fitting
    inner join fitting as first_reading
        on
            fitting.statement_id = first_reading.statement_id
            and fitting.relation = first_reading.relation
            and fitting.rule_id = first_reading.rule_id
            and not first_reading.is_alternative
            and (fitting.is_alternative or fitting.priority = first_reading.priority)
),

valued as (
    select
        allowed.statement_id,
        allowed.relation,
        allowed.priority,
        count(distinct controls.control_key) = any_value(len(allowed.control_keys)) as is_complete,
        abs(any_value(allowed.value_yuan) - sum(controls.value))
        <= any_value(allowed.slack_yuan) + sum(controls.slack) as is_same
    from allowed
    inner join controls
        on
            allowed.document_id = controls.document_id
            and allowed.relation = controls.relation
            and list_contains(allowed.control_keys, controls.control_key)
            and allowed.join_key = controls.join_key
    group by allowed.statement_id, allowed.relation, allowed.priority
),

chosen as (
    select
        allowed.*,
        valued.is_same,
        -- Another reading of the words was possible, and the figures chose.
        allowed.reading is not null
        or count(*) filter (where allowed.reading is null)
            over (partition by allowed.statement_id, allowed.relation) > 1 as is_chosen
    from allowed
    inner join valued
        on
            allowed.statement_id = valued.statement_id
            and allowed.relation = valued.relation
            and allowed.priority = valued.priority
    where valued.is_complete
    qualify
        row_number() over (
            partition by allowed.statement_id, allowed.relation
            order by valued.is_same desc, allowed.is_alternative asc, allowed.priority asc
        ) = 1
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
                then '只述“' || statement_units.unit_name || '”一个单位，表中是全部门的数'
            when chosen.accuses_if = 'never'
                then '文字没有说明是哪一项资金的支出，不能确定与所比的数范围相同'
            when
                chosen.accuses_if = 'one_unit'
                -- Not one unit known is as little proof as several.
                and not (extents.unit_count = 1 and coalesce(profile_units.unit_count, 1) = 1)
                then '不能证实报告只有一个单位，文字所述可能只是其中行政单位和参公单位的数'
            when
                chosen.accuses_if = 'projects_counted'
                and coalesce(counted_projects.project_count != extents.project_count, true)
                then '文字没有说明涉及表中全部项目，不能确定范围相同'
            when elsewhere.statement_id is not null then '与“' || elsewhere.figure_label || '”相同，口径不能确定'
        end as open_reason
    from chosen
    left join statement_units on chosen.statement_id = statement_units.statement_id
    left join extents on chosen.document_id = extents.document_id and chosen.relation = extents.relation
    left join profile_units on chosen.document_id = profile_units.document_id
    left join counted_projects
        on chosen.document_id = counted_projects.document_id and chosen.sentence_no = counted_projects.sentence_no
    left join elsewhere on chosen.statement_id = elsewhere.statement_id and chosen.relation = elsewhere.relation
)

select * from final
