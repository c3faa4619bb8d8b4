-- Percentages beside the amounts of two years that cannot be computed from them: not applicable, with the reason.
with years as (
    select * from {{ ref('int_stated_years') }}
    where open_reason is not null and change_id is null
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
),

final as (
    select
        'change_percent_of_years' as rule_id,
        years.document_id,
        years.percent_id as instance_key,
        figures.table_id,
        figures.table_kind,
        figures.label as left_label,
        null::varchar as left_text,
        '两年之差 ÷ 上年数' as right_label,
        null::varchar as right_text,
        figures.page_no as left_page_no,
        null::boolean as is_same,
        years.open_reason as remark
    from years
    inner join figures on years.percent_id = figures.source_id
)

select * from final
