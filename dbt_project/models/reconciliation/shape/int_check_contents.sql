-- Whether the tables are complete: numbers without a gap, and every table the contents promise.
with documents as (
    select * from {{ ref('int_document') }}
    where is_published
),

printed_tables as (
    select
        printed_tables.*,
        try_cast(printed_tables.printed_no as integer) as number
    from {{ ref('stg_printed_tables') }} as printed_tables
    inner join documents on printed_tables.document_id = documents.document_id
),

-- A title or number (公开04表, 预算表12, 预算12表) that stands in the text without a table we could read is our reading's lack,
-- not the report's.
told_titles as (
    select
        document_id,
        string_agg({{ comparable_name('text') }}, '|') as comparable_text,
        list_distinct(flatten(list(
            regexp_extract_all(text, '(?:表|公开)\s*0?([0-9]{1,2})', 1)
            || regexp_extract_all(text, '(?:^|[^0-9])0?([0-9]{1,2})\s*表', 1)
        ))) as numbers
    from {{ ref('stg_paragraphs') }}
    where part != 'contents'
    group by document_id
),

printed_numbers as (
    select
        document_id,
        list_sort(list_distinct(list(number))) as numbers,
        range(min(number)::bigint, max(number)::bigint + 1) as expected_numbers,
        min(first_page_no) as first_page_no
    from printed_tables
    where number between 1 and 99
    group by document_id
    having count(*) > 1
),

numbers as (
    select
        'table_numbers' as rule_id,
        printed_numbers.document_id,
        'numbers' as instance_key,
        null::varchar as table_id,
        null::varchar as table_kind,
        '报告中的表号' as left_label,
        array_to_string(printed_numbers.numbers, '、') as left_text,
        '连续表号' as right_label,
        array_to_string(printed_numbers.expected_numbers, '、') as right_text,
        printed_numbers.first_page_no as left_page_no,
        len(printed_numbers.numbers) = len(printed_numbers.expected_numbers) as is_same
    from printed_numbers
    left join told_titles on printed_numbers.document_id = told_titles.document_id
    where
        len(printed_numbers.numbers) = len(printed_numbers.expected_numbers)
        or not list_has_any(
            list_filter(
                printed_numbers.expected_numbers, lambda n: not list_contains(printed_numbers.numbers, n)  -- noqa: RF02
            )::varchar[],
            coalesce(told_titles.numbers, [])
        )
),

-- Nor is a table missing where any table is not recognised (it may be that one), or where none is (they are in
-- another file).
recognised as (
    select document_id
    from printed_tables
    group by document_id
    having bool_and(table_kind is not null or printed_title is null)
),

promised as (
    select
        'promised_tables' as rule_id,
        promised.document_id,
        promised.promise_no::varchar as instance_key,
        null::varchar as table_id,
        any_value(promised.table_kind) as table_kind,
        '目录所列' as left_label,
        any_value(promised.printed_title) as left_text,
        '报告中' as right_label,
        coalesce(any_value(kept_promises.printed_title), '没有该表') as right_text,
        any_value(promised.page_no) as left_page_no,
        count(kept_promises.table_id) > 0 as is_same
    from {{ ref('stg_promised_tables') }} as promised
    inner join documents on promised.document_id = documents.document_id
    left join {{ ref('int_kept_promise') }} as kept_promises
        on promised.document_id = kept_promises.document_id and promised.promise_no = kept_promises.promise_no
    left join recognised on promised.document_id = recognised.document_id
    left join told_titles on promised.document_id = told_titles.document_id
    where
        promised.table_kind is not null
        and (
            kept_promises.table_id is not null
            or recognised.document_id is not null
            and not coalesce(
                contains(told_titles.comparable_text, {{ comparable_name('promised.printed_title') }}), false
            )
        )
    group by promised.document_id, promised.promise_no
),

final as (
    select * from numbers
    union all
    select * from promised
)

select * from final
