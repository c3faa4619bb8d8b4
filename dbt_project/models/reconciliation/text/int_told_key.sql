-- Figures of the narrative with all that says what they are of, as one key: role, subject, code, project, context,
-- year, unit of measure, fund, kind of expenditure, whether carry-over is spoken of, and the unit whose section it is.
-- Figures of one key are one thing told twice; a thing no list of words knows goes by the name the text gives it. Left
-- out are amounts set aside or picked out, counts of one unit, and what has no code or two funds.
{% set picked_out = '预留|面向|评价|自评|跟踪|监控' %}
with subjects as (
    select * from {{ ref('narrative_subjects') }}
),

-- An amount told of a count (3个项目，涉及资金10万元) is of the things counted there, and of no others.
of_counts as (
    select amounts.subject_key
    from subjects as amounts
    inner join subjects as counts
        on
            counts.value_type = 'count'
            and list_contains(string_split(amounts.part_of_subjects, '|'), counts.subject_key)
    union
    select subject_key from subjects
    where value_type = 'count' and part_of_subjects is not null
),

-- 公用经费：①行政运行10万元 is the operating part of 行政运行.
kind_words as (
    select string_agg(word, '|' order by len(word) desc, word) as pattern
    from {{ ref('words') }}
    where axis = 'expenditure_kind'
),

final as (
    select
        statements.document_id,
        statements.statement_id,
        statements.sentence_no,
        statements.page_no,
        statements.role,
        coalesce(own_names.own_name, statements.subject_text) as subject_text,
        statements.function_code,
        statements.economic_code,
        coalesce(statements.value_yuan, statements.value) as told,
        if(statements.role = 'count', 0, statements.slack_yuan) as slack,
        concat_ws(
            '|', statements.role, statements.subject_key, own_names.own_name, coalesce(statements.function_code, ''),
            coalesce(statements.economic_code, ''), coalesce(statements.project_name, ''),
            coalesce(statements.context_key, ''), statements.amount_year,
            if(statements.role = 'count', coalesce(statements.unit_label, ''), 'yuan'),
            coalesce(funds.sentence_fund, funds.section_fund, ''),
            regexp_matches(statements.sentence, '结转|结余'),
            -- A kind of expenditure with an amount of its own says nothing of the next one (公用经费5万元、培训费3万元), nor
            -- does a word within the thing's own name (专项经费).
            coalesce(regexp_extract_all(
                replace(
                    regexp_replace(
                        split_part(statements.sentence, statements.value_text, 1),
                        '[^，,；;。：:、]*[0-9][0-9,.]*\s*[万亿]?元', '', 'g'
                    ), coalesce(own_names.own_name, '¶'), ''
                ), kind_words.pattern
            )[-1], ''),
            -- Counts are few words long: who has them, and of what, must be said alike.
            if(
                statements.role = 'count',
                regexp_replace(
                    regexp_extract(
                        statements.sentence, '([^，,；;。：:、]*)' || regexp_escape(statements.value_text), 1
                    ), '[0-9年月日底末]', '', 'g'
                ), ''
            ),
            -- What is said in a unit's own section is of that unit, each time.
            units.unit_name
        ) as told_key
    from {{ ref('int_statement') }} as statements
    cross join kind_words
    left join {{ ref('int_own_name') }} as own_names on statements.statement_id = own_names.statement_id
    left join {{ ref('int_statement_fund') }} as funds on statements.statement_id = funds.statement_id
    left join {{ ref('int_statement_unit') }} as units on statements.statement_id = units.statement_id
    anti join of_counts on statements.subject_key = of_counts.subject_key
    where
        statements.part = 'narrative'
        and (statements.role = 'amount' and statements.value_yuan is not null or statements.role = 'count')
        and coalesce(statements.subject_key, own_names.own_name) is not null
        and (
            statements.role = 'count' and units.unit_name is null
            or statements.role = 'amount' and statements.amount_year = statements.fiscal_year
        )
        and (coalesce(statements.subject_key, '') != 'function' or statements.function_code is not null)
        and (coalesce(statements.subject_key, '') != 'economic' or statements.economic_code is not null)
        and (coalesce(statements.subject_key, '') != 'project_item' or statements.project_name is not null)
        and coalesce(statements.context_key, '') not in ('function', 'economic', 'project_item')
        and coalesce(funds.sentence_fund, funds.section_fund, '') != 'several'
        and not regexp_matches(statements.sentence, '{{ picked_out }}')
    -- Of counts that one sentence lists the first is the whole: 公务用车3辆，其中…其他公务用车1辆.
    qualify
        statements.role = 'amount'
        or row_number() over (
            partition by statements.document_id, statements.sentence_no, statements.subject_key
            order by statements.statement_id
        ) = 1
)

select * from final
