-- What became of each figure of the text: compared with another, or why not. One row per figure.
with statements as (
    select * from {{ ref('int_statement') }}
),

checks as (
    select
        statement_id,
        count(*)::integer as check_count,
        count(*) filter (where status = 'failed')::integer as failed_check_count
    from {{ ref('int_statement_check') }}
    group by statement_id
),

open_readings as (
    select
        statement_id,
        min(open_reason) as open_reason
    from {{ ref('int_statement_reading') }}
    where open_reason is not null and relation in ('own', 'tables_part')
    group by statement_id
),

judged as (
    select
        statements.statement_id,
        coalesce(checks.check_count, 0) as check_count,
        coalesce(checks.failed_check_count, 0) as failed_check_count,
        case
            when checks.check_count > 0 then 'compared'
            when statements.told_as != 'stated' or statements.part = 'glossary' then 'aside'
            when statements.role = 'other' or (statements.role = 'count' and statements.subject_key is null)
                then 'no_amount'
            when statements.subject_key is null then 'not_understood'
            when open_readings.statement_id is not null then 'open'
            else 'alone'
        end as comparison,
        statements.told_as,
        open_readings.open_reason
    from statements
    left join checks on statements.statement_id = checks.statement_id
    left join open_readings on statements.statement_id = open_readings.statement_id
),

final as (
    select
        statement_id,
        comparison,
        check_count,
        failed_check_count,
        case if(comparison = 'aside' and told_as in ('reason', 'purpose'), told_as, comparison)
            when 'reason' then '只用来说明原因'
            when 'purpose' then '只用来说明用途'
            when 'aside' then '名词解释或注释中的数字'
            when 'no_amount' then '不是本报告的收支数（面积、次数、界限等）'
            when 'not_understood' then '没有读懂说的是哪一项'
            when 'open' then {{ in_language('open_reason', 'zh') }}
            when 'alone' then '报告中没有可与之比较的数'
        end as reason_zh,
        case if(comparison = 'aside' and told_as in ('reason', 'purpose'), told_as, comparison)
            when 'reason' then 'Told only to give a reason'
            when 'purpose' then 'Told only to name a purpose'
            when 'aside' then 'A figure of a glossary or a note'
            when 'no_amount' then 'No revenue or expenditure of the report (an area, a number of times, a limit)'
            when 'not_understood' then 'What it is of was not understood'
            when 'open' then {{ in_language('open_reason', 'en') }}
            when 'alone' then 'Nothing in the report tells what it could be compared with'
        end as reason_en
    from judged
)

select * from final
