-- What the tables of a document print of each of the three public expenses, as one figure for the whole body: the total
-- row, else the one row that stands above the others. Of several funds, all fiscal money goes before the general public
-- budget's; a table of equal rows without a total says nothing of the whole.
with measures as (
    select
        measure_key,
        coalesce(base_measure_key, measure_key) as item
    from {{ ref('measures') }}
    where expenditure_kind = 'three_public'
),

amounts as (
    select
        amounts.*,
        measures.item,
        coalesce({{ amount_basis_of(
            'amounts.measure_basis', 'amounts.measure_key', 'amounts.header_path', 'amounts.amount_year',
            'amounts.fiscal_year', 'amounts.report_kind'
        ) }}, 'own') as basis
    from {{ ref('int_fact_amount') }} as amounts
    inner join measures on amounts.measure_key = measures.measure_key
    where amounts.fact_table = 'fct_three_public' and amounts.value_type = 'money' and not amounts.is_flagged
),

figures as (
    select
        *,
        case
            when report_kind = 'budget' and basis in ('own', 'budget', 'initial_budget')
                then case amount_year when fiscal_year then 'budget' when fiscal_year - 1 then 'prior_budget' end
            when report_kind = 'final_accounts' and amount_year = fiscal_year
                then case when basis in ('own', 'final') then 'final' when basis = 'budget' then 'budget' end
        end as figure
    from amounts
),

top_rows as (
    select * from figures
    where figure is not null
    qualify
        rank() over (
            partition by table_id, item, figure, fund_source_key
            order by row_kind = 'total' desc, level_no asc
        ) = 1
),

tables as (
    select
        document_id,
        table_id,
        item,
        figure,
        fund_source_key,
        max(amount_yuan) as amount_yuan,
        min_by(line_id, (page_no, line_id)) as line_id,
        min(page_no) as page_no
    from top_rows
    group by document_id, table_id, item, figure, fund_source_key
    having count(*) = 1 or bool_and(coalesce(amount_yuan, 0) = 0)
),

funds as (
    select * from tables
    qualify
        rank() over (
            partition by document_id, item, figure
            order by
                amount_yuan is not null desc,
                case fund_source_key when 'general_public' then 2 when 'fiscal' then 1 when 'all' then 1 else 3 end asc
        ) = 1
),

final as (
    select
        document_id,
        item,
        figure,
        min(fund_source_key) as fund_source_key,
        max(amount_yuan)::decimal(18, 2) as amount_yuan,
        min_by(line_id, (page_no, line_id)) as line_id
    from funds
    -- Another fund alone is not the three public expenses; two tables that differ say nothing.
    where fund_source_key in ('fiscal', 'all', 'general_public')
    group by document_id, item, figure
    having count(distinct amount_yuan) <= 1
)

select * from final
