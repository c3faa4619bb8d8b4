-- Every figure a check may compare, from tables and from sentences, in one shape; money in yuan, others as printed.
with amounts as (
    select * from {{ ref('int_amount') }}
),

statements as (
    select * from {{ ref('int_statement') }}
),

table_kinds as (
    select * from {{ ref('int_table_kind') }}
),

table_figures as (
    select
        'line' as source_kind,
        amounts.line_id as source_id,
        amounts.document_id,
        amounts.table_id,
        amounts.table_kind,
        amounts.row_id,
        amounts.cell_id,
        amounts.page_no,
        amounts.row_no,
        amounts.col_no,
        amounts.measure_key,
        amounts.amount_year,
        amounts.fiscal_year,
        case amounts.value_type when 'money' then 'yuan' when 'price' then 'yuan' else amounts.value_type end
            as value_unit,
        amounts.value_type,
        case
            when amounts.value_state = 'unreadable' then 'unreadable'
            when amounts.value is null then 'blank'
            -- A figure that cannot be given in yuan is as good as unread.
            when amounts.value_type in ('money', 'price') and amounts.amount_yuan is null then 'unreadable'
            else 'figure'
        end as figure_state,
        case
            when amounts.value_type in ('money', 'price') then amounts.amount_yuan
            else amounts.value
        end::decimal(24, 6) as value,  -- noqa: RF04
        -- Counts are exact; a percentage hides half of its last printed digit, as money does.
        case
            when amounts.value_type = 'percent' then {{ last_printed_digit('amounts.decimals_printed') }} / 2
            when amounts.value_type = 'count' then 0
            else coalesce(amounts.slack_yuan, 0)
        end::decimal(24, 6) as slack,
        coalesce(amounts.coarser_slack_yuan, 0)::decimal(24, 6) as coarser_slack,
        coalesce('表' || amounts.printed_no, table_kinds.name_zh) as place_label,
        trim(concat_ws(
            ' ',
            case
                when amounts.project_code is not null then amounts.project_code
                when amounts.code_source = 'printed' then coalesce(amounts.economic_code, amounts.function_code)
            end,
            coalesce(
                nullif(amounts.label_printed, ''), amounts.project_name, amounts.economic_name_printed,
                amounts.function_name_printed, amounts.unit_name
            )
        )) as row_label,
        replace(amounts.header_path, '/', '·') as column_label
    from amounts
    inner join table_kinds on amounts.table_kind = table_kinds.table_kind
),

stated_figures as (
    select
        'statement' as source_kind,
        statement_id as source_id,
        document_id,
        page_no,
        amount_year,
        fiscal_year,
        case
            when unit_multiplier is not null then 'yuan'
            when ends_with(role, '_percent') or unit_label = '%' then 'percent'
            else 'count'
        end as value_unit,
        role as value_type,
        'figure' as figure_state,
        case when unit_multiplier is not null then value_yuan else value end::decimal(24, 6) as value,  -- noqa: RF04
        case
            when unit_multiplier is not null then slack_yuan
            when ends_with(role, '_percent') or unit_label = '%'
                then {{ last_printed_digit('decimals_printed') }} / 2
            else 0
        end::decimal(24, 6) as slack,
        0::decimal(24, 6) as coarser_slack,
        '文字' as place_label,
        subject_text || case role
            when 'change' then '增减额'
            when 'prior_amount' then '上年数'
            when 'change_percent' then '增减幅度'
            when 'share_percent' then '占比'
            when 'completion_percent' then '完成预算的比例'
            when 'budget_amount' then '年初预算数'
            else ''
        end as row_label,
        null::varchar as column_label
    from statements
    where unit_multiplier is null or value_yuan is not null
),

all_figures as (
    select * from table_figures
    union all by name
    select * from stated_figures
),

final as (
    select
        *,
        concat_ws('·', concat_ws(' ', place_label, nullif(row_label, '')), nullif(column_label, ''))
            as label  -- noqa: RF04
    from all_figures
)

select * from final
