-- Pairs of documents that print the same money: one does not say all of who it is, the other may. The largest total of
-- the tables must be among the equal figures, and with it three totals, or five figures of any row.
{% set fewest_totals = 3 %}
{% set fewest_figures = 5 %}
with own as (
    select
        *,
        {{ comparable_body('issuer_name') }} as comparable_issuer,
        {{ comparable_body('tables_unit_name') }} as comparable_unit
    from {{ ref('int_identity_own') }}
),

matches as (
    select * from {{ ref('int_identity_match') }}
    where same_total_count >= {{ fewest_totals }} or same_figure_count >= {{ fewest_figures }}
),

partners_asked_for as (
    select distinct partner_id as document_id
    from matches
),

partner_totals as (
    select
        document_id,
        coalesce(max(amount_yuan) filter (where is_of_summary), max(amount_yuan)) as largest_yuan
    from (
        {{ printed_figures('partners_asked_for') }}
    ) as found
    where figure_kind = 'total'
    group by document_id
),

same_money as (
    select
        matches.document_id,
        matches.partner_id,
        greatest(matches.same_total_count, matches.same_figure_count)::integer as same_figure_count,
        matches.largest_same_yuan
    from matches
    inner join own on matches.document_id = own.document_id
    left join partner_totals on matches.partner_id = partner_totals.document_id
    where
        case
            when own.has_tables then matches.has_own_largest
            else matches.largest_partner_total_yuan >= partner_totals.largest_yuan
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
            -- 民政局 and 北京市民政局 are no contradiction, nor are 上海市 and 上海市普陀区.
            (
                contains(own.comparable_issuer, partners.comparable_issuer)
                or contains(partners.comparable_issuer, own.comparable_issuer)
            )
            and own.fiscal_year = partners.fiscal_year
            and own.report_kind = partners.report_kind
            and own.body_kind = partners.body_kind
            and (
                starts_with(rtrim(own.division_code, '0'), rtrim(partners.division_code, '0'))
                or starts_with(rtrim(partners.division_code, '0'), rtrim(own.division_code, '0'))
            ),
            true
        ) as is_contradicted,
        -- The only unit of the tables has quite another name.
        own.comparable_unit is not null
        and not contains(partners.comparable_issuer, own.comparable_unit)
        and not contains(own.comparable_unit, partners.comparable_issuer)
            as is_of_another_unit
    from same_money
    inner join own on same_money.document_id = own.document_id
    inner join own as partners on same_money.partner_id = partners.document_id
)

select * from final
