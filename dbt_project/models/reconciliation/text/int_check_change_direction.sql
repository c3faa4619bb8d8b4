-- A change and its percentage, told one behind the other (减少10.00万元，增长12.50%): both words say the same direction.
{% set increase, decrease = '增加|增长|上升|提高', '减少|下降|降低' %}
{% set directions = '(' ~ increase ~ '|' ~ decrease ~ ')' %}
with told as (
    select * from {{ ref('int_statement') }}
    where part = 'narrative' and role in ('change', 'change_percent') and value != 0
),

-- Nothing but words of comparison may stand between them.
pairs as (
    select
        changes.document_id,
        changes.statement_id,
        changes.subject_text,
        changes.page_no,
        changes.sentence,
        changes.value_text || coalesce(changes.unit_label, '') as change_text,
        percents.value_text || '%' as percent_text,
        '{{ directions }}了?[^，,。；;0-9]{0,6}' || regexp_escape(changes.value_text)
        || '\s*[百千万亿]*元[，,；;、（(]?(?:同比|比上年|较上年|比去年|较去年)?{{ directions }}了?[^，,。；;0-9]{0,4}'
        || regexp_escape(percents.value_text) || '\s*[%％]' as pattern
    from told as changes
    inner join told as percents
        on changes.document_id = percents.document_id and changes.sentence_no = percents.sentence_no
    where changes.role = 'change' and percents.role = 'change_percent'
),

worded as (
    select
        *,
        regexp_extract(sentence, pattern, 1) as change_word,
        regexp_extract(sentence, pattern, 2) as percent_word
    from pairs
    where regexp_matches(sentence, pattern)
),

final as (
    select
        'direction_of_percentage' as rule_id,
        document_id,
        statement_id as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        concat_ws(' ', '文字', subject_text) as left_label,
        change_word || change_text as left_text,
        '所述百分比' as right_label,
        percent_word || percent_text as right_text,
        page_no as left_page_no,
        regexp_matches(change_word, '{{ increase }}') = regexp_matches(percent_word, '{{ increase }}') as is_same
    from worded
    qualify row_number() over (partition by document_id, statement_id order by percent_text) = 1
)

select * from final
