-- Terms of the sums down a hierarchy: a row's figure is the sum of the same column in the rows summed into it.
-- Which levels of which tables is for seed hierarchy_rules to say.
with rules as (
    select * from {{ for_kinds_printed_like('hierarchy_rules') }}
),

parents as (
    select * from {{ ref('int_sum_parent') }}
    where not has_mixed_rows
),

-- Prices and percentages don't add up; columns that are not understood are left alone.
figures as (
    select * from {{ ref('int_checkable_figure') }}
    where source_kind = 'line' and value_type in ('money', 'count') and measure_key is not null
),

part_terms as (
    select
        rules.rule_id,
        whole.document_id,
        whole.source_id as instance_key,
        whole.row_id,
        'right' as side,
        part.source_id,
        parents.has_keyed_parts,
        whole.value as whole_value,
        sum(part.value) over (partition by rules.rule_id, whole.source_id) as parts_value
    from figures as whole
    inner join parents on whole.row_id = parents.parent_row_id
    inner join rules on whole.table_kind = rules.table_kind and parents.parent_kind = rules.parent_kind
    inner join figures as part
        on
            parents.row_id = part.row_id
            and whole.measure_key = part.measure_key
            and whole.amount_year is not distinct from part.amount_year
            and (whole.col_no = part.col_no or parents.is_in_other_half)
    -- How many things of several kinds there are need not be told.
    where whole.value_type = 'money' or whole.figure_state = 'figure'
),

-- Rows without codes that together hold the whole two or three times are levels printed flush, each with all the
-- money.
flush_rows as (
    select distinct row_id
    from part_terms
    where not has_keyed_parts and whole_value != 0 and parts_value in (2 * whole_value, 3 * whole_value)
),

sound_terms as (
    select
        part_terms.rule_id,
        part_terms.document_id,
        part_terms.instance_key,
        part_terms.side,
        part_terms.source_id
    from part_terms
    anti join flush_rows on part_terms.row_id = flush_rows.row_id
),

whole_terms as (
    select distinct
        rule_id,
        document_id,
        instance_key,
        'left' as side,
        instance_key as source_id
    from sound_terms
),

final as (
    select
        *,
        1::decimal(9, 4) as coefficient
    from whole_terms
    union all
    select
        *,
        1::decimal(9, 4) as coefficient
    from sound_terms
)

select * from final
