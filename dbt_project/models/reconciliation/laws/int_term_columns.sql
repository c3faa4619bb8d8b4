-- Terms of the law of sum across columns: what a table prints of a whole is the sum of the columns it is made up of
-- (funds, kinds of expenditure, three public expenses), where no rule by name adds them up. Which columns those are was
-- chosen by their words and by the sums that close: only where it closes in most rows, and in two that add up more than
-- one amount, may another row be told to disagree.
{% set least_proving = 2 -%}
{{ config(meta={'parted_by': 'int_amount', 'rows_a_part': 3 * var('amounts_a_part')}) }}
with table_columns as (
    select * from {{ ref('stg_columns') }}
    where {{ in_part('document_id') }}
),

summands as (
    select
        part.table_id,
        part.block_no,
        part.col_no,
        part.parent_col_no
    from table_columns as part
    inner join table_columns as whole
        on
            part.table_id = whole.table_id
            and part.block_no = whole.block_no
            and part.parent_col_no = whole.col_no
    where
        not part.is_part
        and whole.sums_proving >= {{ least_proving }}
        and 2 * whole.sums_closed > whole.sums_tried
),

money as (
    select
        document_id,
        table_id,
        block_no,
        col_no,
        row_id,
        line_id,
        is_flagged
    from {{ ref('int_amount') }}
    where value_type = 'money' and {{ in_part('document_id') }}
),

pairs as (
    select
        part.document_id,
        part.line_id as part_id,
        whole.line_id as whole_id,
        part.is_flagged or whole.is_flagged as is_flagged
    from money as part
    inner join summands
        on
            part.table_id = summands.table_id
            and part.block_no = summands.block_no
            and part.col_no = summands.col_no
    inner join money as whole
        on
            part.row_id = whole.row_id
            and part.block_no = whole.block_no
            and summands.parent_col_no = whole.col_no
),

named as (
    {% for family in ['across', 'form', 'summary'] -%}
    select
        rule_id,
        instance_key,
        side,
        source_id
    from {{ ref('int_term_' ~ family) }}
    where {{ in_part('document_id') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

named_wholes as (
    select distinct pairs.whole_id
    from pairs
    inner join named as right_side on pairs.part_id = right_side.source_id and right_side.side = 'right'
    inner join named as left_side
        on
            right_side.rule_id = left_side.rule_id
            and right_side.instance_key = left_side.instance_key
            and pairs.whole_id = left_side.source_id
            and left_side.side = 'left'
),

-- One part alone is 其中, not a sum.
wholes as (
    select pairs.whole_id
    from pairs
    anti join named_wholes on pairs.whole_id = named_wholes.whole_id
    group by pairs.whole_id
    having count(*) > 1 and not bool_or(pairs.is_flagged)
),

final as (
    {% for side, source in [('left', 'whole'), ('right', 'part')] -%}
    select {{ 'distinct' if side == 'left' }}
        'law_sum_across' as rule_id,
        pairs.document_id,
        pairs.whole_id as instance_key,
        '{{ side }}' as side,
        pairs.{{ source }}_id as source_id,
        1 as coefficient
    from pairs
    semi join wholes on pairs.whole_id = wholes.whole_id
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from final
