-- Figures of documents that do not say all of who they are, to look for in the others. The largest total of its tables
-- stands for a document: whoever prints the same money prints that one.
with asking as (
    select document_id
    from {{ ref('int_identity_own') }}
    where issuer_name is null or fiscal_year is null or report_kind is null
),

figures as (
    {{ printed_figures('asking') }}
),

largest as (
    select
        document_id,
        coalesce(
            max(amount_yuan) filter (where is_of_summary and figure_kind = 'total'),
            max(amount_yuan) filter (where figure_kind = 'total'),
            max(amount_yuan) filter (where figure_kind = 'listed')
        ) as amount_yuan
    from figures
    group by document_id
),

final as (
    select distinct
        figures.document_id,
        figures.amount_yuan,
        figures.last_digit_exponent,
        figures.figure_kind,
        coalesce(figures.figure_kind != 'text' and figures.amount_yuan = largest.amount_yuan, false) as is_largest
    from figures
    inner join largest on figures.document_id = largest.document_id
    where figures.amount_yuan is not null
)

select * from final
