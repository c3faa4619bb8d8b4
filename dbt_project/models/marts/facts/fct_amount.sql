-- The one cube: every figure that any table of a published report prints, understood or not. The facts are cuts of it.
{{ config(meta={'parted_by': 'int_coordinate', 'rows_a_part': var('amounts_a_part')}) }}
with coordinates as (
    select * from {{ ref('int_coordinate') }}
    where {{ in_part('document_id') }}
),

{% for name, model in [
    ('counted_again', 'int_counted_again'), ('project_rows', 'int_project_row'), ('table_proofs', 'int_table_proof'),
    ('economic_columns', 'economic_columns'),
] -%}
{{ name }} as (
    select * from {{ ref(model) }}
),

{% endfor -%}
printed_tables as (
    select * from {{ ref('stg_printed_tables') }}
    where {{ in_part('document_id') }}
),

row_paths as (
    select * from {{ ref('int_row_path') }}
    where {{ in_part('document_id') }}
),

row_parts as (
    select row_id from {{ ref('int_row_tree') }}
    where is_part and {{ in_part('document_id') }}
),

table_columns as (
    select * from {{ ref('stg_columns') }}
    where {{ in_part('document_id') }}
),

part_measures as (
    select distinct measure_key from {{ ref('measure_tree') }}
    where not is_summand
),

final as (
    select
        {% for column in [
            'line_id', 'document_id', 'table_id', 'row_id', 'cell_id', 'page_no', 'row_no', 'col_no',
        ] -%}
        coordinates.{{ column }},
        {% endfor -%}
        printed_tables.printed_title as table_title,
        nullif(coordinates.header_path, '') as header_path,
        coalesce(row_paths.row_path, coordinates.label_printed) as row_path,
        coordinates.label_printed,
        coordinates.value_text as amount_printed,
        coordinates.unit_label as unit_printed,
        coordinates.value as printed_number,
        case when coordinates.reconciliation_status != 'held_back' then coordinates.amount_yuan end as amount_yuan,
        coordinates.value_type,
        coordinates.value_state,
        coordinates.fiscal_year,
        coordinates.report_kind,
        coordinates.amount_year,
        case when coordinates.fact_table is not null then {{ amount_basis_of(
            'coordinates.measure_basis', 'coordinates.measure_key', 'coordinates.header_path', 'coordinates.amount_year',
            'coordinates.fiscal_year', 'coordinates.report_kind'
        ) }} end as amount_basis,
        {{ flow_of_amount(
            'coordinates.side', 'coordinates.fact_table', 'coordinates.expenditure_kind', 'coordinates.measure_key'
        ) }} as flow,
        {% for column in [
            'measure_key', 'fund_source_key', 'carry_scope', 'expenditure_kind', 'function_key', 'function_code',
            'economic_key',
        ] -%}
        coordinates.{{ column }},
        {% endfor %}{% for column in ['economic_code', 'government_economic_code'] -%}
        coalesce(coordinates.{{ column }}, economic_columns.{{ column }}) as {{ column }},
        {% endfor -%}
        coordinates.department_key,
        coordinates.unit_key,
        project_rows.project_key,
        coordinates.project_code,
        coalesce(project_rows.project_name_printed, coordinates.project_name) as project_name,
        coordinates.table_kind,
        coordinates.fact_table,
        coordinates.row_kind,
        coordinates.row_key,
        coordinates.level_no,
        coordinates.is_leaf and counted_again.table_id is null as is_leaf,
        row_parts.row_id is not null or coalesce(table_columns.is_part, part_measures.measure_key is not null)
            as is_part,
        counted_again.table_id is not null as is_counted_again,
        coordinates.reconciliation_status,
        coordinates.proof_count,
        coordinates.failed_count,
        coordinates.is_flagged,
        coordinates.flag_reason,
        coalesce(table_proofs.tried_count, 0)::integer as table_sums_tried,
        coalesce(table_proofs.closed_count, 0)::integer as table_sums_closed,
        coordinates.not_understood_reason
    from coordinates
    left join counted_again
        on
            coordinates.table_id = counted_again.table_id
            and coordinates.fact_table = counted_again.fact_table
            and coordinates.amount_year is not distinct from counted_again.amount_year
    inner join printed_tables on coordinates.table_id = printed_tables.table_id
    left join row_paths on coordinates.row_id = row_paths.row_id
    left join row_parts on coordinates.row_id = row_parts.row_id
    left join table_columns
        on
            coordinates.table_id = table_columns.table_id
            and coordinates.block_no = table_columns.block_no
            and coordinates.col_no = table_columns.col_no
    left join part_measures on coordinates.measure_key = part_measures.measure_key
    left join economic_columns on coordinates.measure_key = economic_columns.measure_key
    left join project_rows on coordinates.row_id = project_rows.row_id
    left join table_proofs on coordinates.table_id = table_proofs.table_id
)

select * from final
