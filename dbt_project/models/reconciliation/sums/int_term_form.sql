-- Terms of the sums down a column of a form or of a standing table, where each row is a measure of its own: 资金总额 =
-- 财政拨款 + 其他资金; 三公经费合计 = 因公出国 + 公务接待 + 公务用车 (seed form_equations).
with equations as (
    select
        rule_id,
        table_kind,
        left_measure,
        are_parts_repeated,
        string_split(right_measures, '|') as right_measures
    from {{ for_kinds_printed_like('form_equations') }}
),

row_tree as (
    select * from {{ ref('int_row_tree') }}
),

-- A row that prints several measures is read across, not down.
figures as (
    select
        figures.*,
        row_tree.form_no,
        count(*) over (
            partition by figures.table_id, row_tree.form_no, figures.col_no, figures.amount_year, figures.measure_key
        ) as measure_count
    from {{ ref('int_checkable_figure') }} as figures
    inner join row_tree on figures.row_id = row_tree.row_id
    where figures.source_kind = 'line' and figures.value_type = 'money' and figures.measure_key is not null
    qualify count(distinct figures.measure_key) over (partition by figures.row_id, figures.amount_year) = 1
),

part_terms as (
    select
        equations.rule_id,
        whole.document_id,
        whole.source_id as instance_key,
        part.source_id
    from figures as whole
    inner join equations on whole.table_kind = equations.table_kind and whole.measure_key = equations.left_measure
    inner join figures as part
        on
            whole.table_id = part.table_id
            and whole.form_no = part.form_no
            and whole.col_no = part.col_no
            and whole.amount_year is not distinct from part.amount_year
            and list_contains(equations.right_measures, part.measure_key)
    where whole.measure_count = 1
    -- A whole of many equal parts that shows one alone singles it out (其中). One of named parts may be missing because
    -- there is no such money, or because the row was lost: the sum tells.
    qualify not equations.are_parts_repeated or count(*) over (partition by equations.rule_id, whole.source_id) > 1
),

final as (
    select distinct
        rule_id,
        document_id,
        instance_key,
        'left' as side,
        instance_key as source_id,
        1::decimal(9, 4) as coefficient
    from part_terms
    union all
    select
        rule_id,
        document_id,
        instance_key,
        'right' as side,
        source_id,
        1::decimal(9, 4) as coefficient
    from part_terms
)

select * from final
