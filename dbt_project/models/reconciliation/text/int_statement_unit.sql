-- Figures of the text that speak of one unit: a department's report may tell of each of its units in a section of its
-- own, whose heading is the unit's name and nothing else. One heading alone may only repeat whose report it is.
with statements as (
    select * from {{ ref('int_statement') }}
    where section_title is not null
),

headings as (
    select
        document_id,
        statement_id,
        unnest(string_split(section_title, '/')) as heading
    from statements
),

named as (
    select
        document_id,
        statement_id,
        trim(
            regexp_replace(
                heading, '^(第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十\d]{1,3}[）)]?)[、.．:：\s]*', ''
            )
        ) as unit_name
    from headings
),

units as (
    select *
    from named
    where
        len(unit_name) <= 45
        and regexp_matches(
            unit_name,
            '..(局|委|厅|院|部|会|处|中心|室|队|所|站|校|馆|社|园|署|司|机关|街道|大学|银行|基地|监狱|公司|本级)'
            || '(（[^（）]*）|\([^()]*\))?$'
        )
        and not regexp_matches(unit_name, '情况|说明|预算|决算|收支|收入|支出|经费|构成|设置|职责|组成|所属单位')
),

several as (
    select document_id
    from units
    group by document_id
    having count(distinct unit_name) > 1
),

final as (
    select
        units.statement_id,
        any_value(units.document_id) as document_id,
        any_value(units.unit_name) as unit_name
    from units
    inner join several on units.document_id = several.document_id
    group by units.statement_id
)

select * from final
