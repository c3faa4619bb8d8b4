-- Figures of the text that agree with no reading and whose scope is not settled: not applicable, with the reason.
with readings as (
    select * from {{ ref('int_statement_reading') }}
    where open_reason is not null and relation in ('own', 'tables_part')
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
),

final as (
    select
        readings.rule_id,
        readings.document_id,
        readings.statement_id as instance_key,
        figures.table_id,
        figures.table_kind,
        figures.label as left_label,
        null::varchar as left_text,
        array_to_string(readings.control_keys, ' + ') as right_label,
        null::varchar as right_text,
        figures.page_no as left_page_no,
        null::boolean as is_same,
        readings.open_reason as remark
    from readings
    inner join figures on readings.statement_id = figures.source_id
    qualify row_number() over (partition by readings.statement_id order by readings.relation) = 1
)

select * from final
