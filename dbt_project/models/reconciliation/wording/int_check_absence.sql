-- Clauses that say there is none of some money this year (seed absence_rules), under a table or in the text, against
-- the total that the report prints of it. Only clauses about the whole report and the whole of that money: not one
-- unit's, not what was carried over, not another year's.
{% set whole_body = '本部门|我部门|本单位|我单位|本局|我局|本委|我委|本厅|我厅|本院|我院' %}
with rules as (
    select
        rule_id,
        control_key,
        unnest(string_split(money_words, '|')) as money_word
    from {{ ref('absence_rules') }}
),

clauses as (
    select
        clauses.document_id,
        clauses.page_no,
        clauses.clause,
        documents.fiscal_year,
        rules.rule_id,
        rules.control_key,
        regexp_matches(
            clauses.clause,
            '^[（(]?(注|备注|说明)?[:：]?[0-9.、]*(\d{4}年度?)?({{ whole_body }})?(\d{4}年度?)?'
            || '(没有|无|未安排|不涉及|未发生)(使用|安排|发生)*'
            || '([“”"]|' || rules.money_word || ')+[”"]?(经费|机关运行|预算|财政拨款|拨款|安排|的|支出|收入|情况|项目|和|及|、)*([，,）)]|$)'
        ) as is_whole,
        regexp_extract_all(clauses.clause, '(\d{4})年', 1) as years
    from {{ ref('int_absence_clause') }} as clauses
    inner join rules on contains(clauses.clause, rules.money_word)
    inner join {{ ref('int_document') }} as documents
        on clauses.document_id = documents.document_id and documents.is_published
    where clauses.is_own
),

controls as (
    select * from {{ ref('int_control_total') }}
    where join_key = ''
),

final as (
    select
        clauses.rule_id,
        clauses.document_id,
        clauses.control_key || ':' || clauses.page_no as instance_key,
        any_value(figures.table_id) as table_id,
        any_value(figures.table_kind) as table_kind,
        '文字' as left_label,
        min(trim(clauses.clause)) as left_text,
        coalesce(any_value(figures.label), '空表') as right_label,
        coalesce(any_value(figures.value)::decimal(24, 2)::varchar || '元', '没有印出数字') as right_text,
        clauses.page_no as left_page_no,
        min(figures.page_no) as right_page_no,
        coalesce(any_value(figures.value), 0) = 0 as is_same
    from clauses
    inner join controls
        on clauses.document_id = controls.document_id and clauses.control_key = controls.control_key
    left join {{ ref('int_checkable_figure') }} as figures on controls.source_id = figures.source_id
    where clauses.is_whole and list_has_all([clauses.fiscal_year::varchar], clauses.years)
    group by clauses.rule_id, clauses.document_id, clauses.control_key, clauses.page_no
    having count(distinct controls.source_id) <= 1
)

select * from final
