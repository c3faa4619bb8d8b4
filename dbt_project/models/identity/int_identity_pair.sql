-- Pairs of documents that print the same money: one does not say all of who it is, the other says it on its cover. The
-- largest total of the tables must be among the equal figures, and with it three totals, or five figures of any row, each
-- of five digits or more that are not zeros at the end: a round sum may be anybody's.
{% set most_common_digits = 4 %}
{% set fewest_totals = 3 %}
{% set fewest_figures = 5 %}
with own as (
    select
        *,
        {{ comparable_body('issuer_name') }} as comparable_issuer
    from {{ ref('int_identity_own') }}
),

asked as (
    select * from {{ ref('int_identity_figure') }}
),

-- Rounded to 万元, a figure may fall to the next one.
looked_for as (
    select distinct floor(asked.amount_yuan / 10000) + neighbours.step as ten_thousands
    from asked
    cross join (select unnest([-1, 0, 1]) as step) as neighbours
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
    cross join (select unnest([-1, 0, 1]) as step) as neighbours
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
        length(rtrim(round(amount_yuan / grain_yuan)::bigint::varchar, '0')) > {{ most_common_digits }} as is_telling
    from close_figures
    where round(amount_yuan / grain_yuan) = round(partner_amount_yuan / grain_yuan)
),

counted as (
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
),

candidates as (
    select distinct partner_id as document_id
    from counted
    where same_total_count >= {{ fewest_totals }}
),

partner_totals as (
    select
        document_id,
        coalesce(max(amount_yuan) filter (where is_of_summary), max(amount_yuan)) as largest_yuan
    from (
        {{ printed_figures('candidates') }}
    ) as found
    where figure_kind = 'total'
    group by document_id
),

same_money as (
    select
        counted.document_id,
        counted.partner_id,
        greatest(counted.same_total_count, counted.same_figure_count)::integer as same_figure_count,
        counted.largest_same_yuan
    from counted
    inner join own on counted.document_id = own.document_id
    left join partner_totals on counted.partner_id = partner_totals.document_id
    where
        (counted.same_total_count >= {{ fewest_totals }} or counted.same_figure_count >= {{ fewest_figures }})
        and case
            when own.has_tables then counted.has_own_largest
            else counted.largest_partner_total_yuan >= partner_totals.largest_yuan
        end
),

final as (
    select
        same_money.document_id,
        same_money.partner_id,
        same_money.same_figure_count,
        same_money.largest_same_yuan,
        partners.file_name as partner_file_name,
        partners.issuer_name,
        partners.comparable_issuer,
        partners.department_code,
        partners.department_name,
        partners.division_code,
        partners.division_name,
        partners.fiscal_year,
        partners.report_kind,
        partners.body_kind,
        -- Words that speak against the pair: then it is none, however much money is the same.
        not coalesce(
            own.comparable_issuer = partners.comparable_issuer
            and own.fiscal_year = partners.fiscal_year
            and own.report_kind = partners.report_kind
            and own.body_kind = partners.body_kind
            -- 上海市 on the one and 上海市普陀区 on the other are no contradiction.
            and (
                starts_with(rtrim(own.division_code, '0'), rtrim(partners.division_code, '0'))
                or starts_with(rtrim(partners.division_code, '0'), rtrim(own.division_code, '0'))
            ),
            true
        ) as is_contradicted,
        -- The only unit of the tables has quite another name.
        own.tables_unit_name is not null
        and not contains(partners.comparable_issuer, {{ comparable_body('own.tables_unit_name') }})
        and not contains({{ comparable_body('own.tables_unit_name') }}, partners.comparable_issuer)
            as is_of_another_unit
    from same_money
    inner join own on same_money.document_id = own.document_id
    inner join own as partners on same_money.partner_id = partners.document_id
)

select * from final
