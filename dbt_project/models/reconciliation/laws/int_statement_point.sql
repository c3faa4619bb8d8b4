-- Points of figures of the text that no rule compares (seed statement_rules): none reads them, or what it would compare
-- them with is not printed. A figure of one unit has a point only where a table names the unit.
with coordinates as (
    select * from {{ ref('int_statement_coordinate') }}
),

compared as (
    select statement_id
    from {{ ref('int_statement_choice') }}
    where relation = 'own'
),

final as (
    select
        coordinates.statement_id,
        coordinates.document_id,
        coordinates.point_key
    from coordinates
    anti join compared on coordinates.statement_id = compared.statement_id
    where coordinates.unit_name is null or coordinates.unit is not null
)

select * from final
