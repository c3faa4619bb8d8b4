-- Kinds of tables whose point of the cube has no name: their key spells it out (expenditure.fiscal.basic.economic), as
-- far as printed tables have one. What holds of a kind printed like them (seed unnamed_points) holds of them.
with printed_kinds as (
    select distinct table_kind from {{ ref('stg_printed_tables') }}
    where contains(table_kind, '.')
),

unnamed_points as (
    select * from {{ ref('unnamed_points') }}
),

fund_sources as (
    select * from {{ ref('fund_sources') }}
),

expenditure_kinds as (
    select * from {{ ref('expenditure_kinds') }}
),

said as (
    select
        table_kind,
        string_split(table_kind, '.')[1] as flow,
        string_split(table_kind, '.')[2] as fund_source_key,
        string_split(table_kind, '.')[3] as expenditure_kind,
        coalesce(string_split(table_kind, '.')[4], '') as along
    from printed_kinds
),

-- The line for this kind of expenditure, else that for any.
placed as (
    select
        said.*,
        unnamed_points.printed_like
    from said
    inner join unnamed_points
        on
            said.flow = unnamed_points.flow
            and said.along = coalesce(unnamed_points.along, '')
            and unnamed_points.expenditure_kind in (said.expenditure_kind, '*')
    qualify
        row_number() over (partition by said.table_kind order by unnamed_points.expenditure_kind = '*') = 1
),

final as (
    select
        placed.table_kind,
        placed.printed_like,
        placed.fund_source_key,
        placed.expenditure_kind,
        concat(
            case when placed.fund_source_key != 'all' then fund_sources.name_zh end,
            case
                when placed.flow = 'both' then '收支'
                when placed.expenditure_kind = 'total' then '支出'
                else expenditure_kinds.name_zh
            end,
            '表',
            case placed.along when 'function' then '（按功能分类）' when 'economic' then '（按经济分类）' end
        ) as name_zh,
        concat(
            fund_sources.name_en,
            case
                when placed.flow = 'both' then ': revenue and expenditure'
                else ': ' || lower(expenditure_kinds.name_en)
            end,
            case placed.along
                when 'function' then ' by function'
                when 'economic' then ' by economic classification'
            end
        ) as name_en
    from placed
    inner join fund_sources on placed.fund_source_key = fund_sources.fund_source_key
    inner join expenditure_kinds on placed.expenditure_kind = expenditure_kinds.expenditure_kind
)

select * from final
