-- Every check that is a sum, taken apart into its figures: left (the whole, or what is stated) less right (its
-- parts, or what it should agree with) is zero. Blank cells take part as zero, for a wrong figure may be a missing
-- one; but a check with a figure that cannot be read is left out, and so is one between tables or sentences without
-- a printed figure on each side: within a table blank parts of an amount are a disagreement.
{{ config(meta={'parted_by': 'int_checkable_figure', 'rows_a_part': 5 * var('rows_a_part')}) }}
with terms as (
    {% for family in [
        'hierarchy', 'across', 'form', 'summary', 'between', 'narrative', 'text_part', 'change', 'agreement',
        'leaves', 'year', 'text', 'columns', 'change_part', 'change_sum',
    ] -%}
    select
        rule_id,
        document_id,
        instance_key,
        side,
        source_id,
        coefficient,
        {{ 'true' if family in ['hierarchy', 'across'] else 'false' }} as is_within_table,
        {{ 'is_chosen' if family == 'narrative' else 'false' }} as is_chosen
    from {{ ref('int_term_' ~ family) }}
    where {{ in_part('document_id') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

figures as (
    select * from {{ ref('int_checkable_figure') }}
    where {{ in_part('document_id') }}
),

-- Figures of two tables may meet twice in one sum; then they count once with both coefficients.
joined as (
    select
        terms.rule_id,
        terms.document_id,
        terms.instance_key,
        terms.side,
        terms.source_id,
        terms.is_within_table,
        terms.is_chosen,
        sum(terms.coefficient)::decimal(9, 4) as coefficient
    from terms
    group by all
),

placed as (
    select
        joined.*,
        joined.rule_id || ':' || left(joined.document_id, 16) || ':' || joined.instance_key as check_id,
        figures.source_kind,
        figures.cell_id,
        figures.page_no,
        figures.table_id,
        figures.table_kind,
        figures.label,
        figures.value_unit,
        -- A figure that cannot be given in yuan is as good as unread.
        coalesce(figures.figure_state, 'unreadable') as figure_state,
        figures.row_no,
        figures.col_no,
        figures.amount_year,
        coalesce(figures.value, 0)::decimal(24, 6) as value,  -- noqa: RF04
        coalesce(figures.slack, 0)::decimal(24, 6) as slack,
        coalesce(figures.coarser_slack, 0)::decimal(24, 6) as coarser_slack
    from joined
    left join figures on joined.source_id = figures.source_id
),

sound_checks as (
    select check_id
    from placed
    group by check_id
    having
        (
            bool_or(side = 'left' and figure_state = 'figure')
            and bool_or(side = 'right' and figure_state = 'figure')
            or bool_or(is_within_table and figure_state = 'figure')
        )
        and not bool_or(figure_state = 'unreadable')
        and count(distinct value_unit) = 1
),

final as (
    select
        placed.*,
        row_number()
            over (
                partition by placed.check_id
                order by placed.side, placed.table_id, placed.row_no, placed.col_no, placed.source_id
            )
        ::integer
            as term_no
    from placed
    inner join sound_checks on placed.check_id = sound_checks.check_id
)

select * from final
