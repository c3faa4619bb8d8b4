-- How many figures each document has in common with one that does not say all of who it is. Two figures are equal if
-- they are so in units of the last digit that both print. Only those of five digits or more, not counting zeros at the
-- end, tell: a round sum may be anybody's.
{% set fewest_telling_digits = 5 %}
with asked as (
    select * from {{ ref('int_identity_figure') }}
),

-- Rounded to 万元, a figure may fall to the next one.
neighbours as (
    select unnest([-1, 0, 1]) as step
),

looked_for as (
    select distinct floor(asked.amount_yuan / 10000) + neighbours.step as ten_thousands
    from asked
    cross join neighbours
),

figures as (
    select distinct
        document_id,
        amount_yuan,
        last_digit_exponent,
        figure_kind
    from (
        {{ printed_figures('looked_for', by_amount=true) }}
    ) as found
    where amount_yuan is not null
),

-- A file that was taken out tells nothing any more.
absent as (
    select document_id
    from {{ ref('stg_files') }}
    where document_id is not null
    group by document_id
    having not bool_or(status in ('accepted', 'duplicate'))
),

close_figures as (
    select
        asked.document_id,
        figures.document_id as partner_id,
        asked.amount_yuan,
        figures.amount_yuan as partner_amount_yuan,
        asked.figure_kind,
        figures.figure_kind as partner_figure_kind,
        asked.is_largest,
        -- In units of the last digit that both print.
        list_extract(
            [0.01, 0.1, 1, 10, 100, 1000, 10000]::decimal(18, 2)[],
            greatest(asked.last_digit_exponent, figures.last_digit_exponent, -2) + 3
        ) as grain_yuan
    from asked
    cross join neighbours
    inner join figures
        on
            floor(asked.amount_yuan / 10000) + neighbours.step = floor(figures.amount_yuan / 10000)
            and asked.document_id != figures.document_id
    anti join absent on figures.document_id = absent.document_id
    where greatest(asked.last_digit_exponent, figures.last_digit_exponent) <= 4
),

equal_figures as (
    select
        *,
        length(rtrim(round(amount_yuan / grain_yuan)::bigint::varchar, '0')) >= {{ fewest_telling_digits }}
            as is_telling
    from close_figures
    where round(amount_yuan / grain_yuan) = round(partner_amount_yuan / grain_yuan)
),

final as (
    select
        document_id,
        partner_id,
        -- One side may print a figure both exactly and rounded.
        least(
            count(distinct amount_yuan) filter (
                where is_telling and figure_kind != 'listed' and partner_figure_kind != 'listed'
            ),
            count(distinct partner_amount_yuan) filter (
                where is_telling and figure_kind != 'listed' and partner_figure_kind != 'listed'
            )
        ) as same_total_count,
        least(
            count(distinct amount_yuan) filter (where is_telling),
            count(distinct partner_amount_yuan) filter (where is_telling)
        ) as same_figure_count,
        bool_or(is_largest) as has_own_largest,
        max(partner_amount_yuan) filter (where partner_figure_kind = 'total') as largest_partner_total_yuan,
        max(amount_yuan) as largest_same_yuan
    from equal_figures
    group by document_id, partner_id
)

select * from final
