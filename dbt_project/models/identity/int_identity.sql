-- Whose report each document is, of which year and kind, and how that is known. In order: what a person states
-- (data/raw/sources.csv), what the report prints, another report that prints the same money, the only unit of its tables, the
-- names of its file and folder. Where two answers are as good, none is taken: the document is held back and both are named.
with own as (
    select * from {{ ref('int_identity_own') }}
),

pairs as (
    select * from {{ ref('int_identity_pair') }}
    where not is_contradicted
),

-- The answers of all documents with the same money; one answer is taken, two leave the question open.
answers as (
    select
        document_id,
        count(distinct (comparable_issuer, coalesce(body_kind, ''))) filter (where issuer_name is not null) as issuer_count,
        count(distinct fiscal_year) as fiscal_year_count,
        count(distinct report_kind) as report_kind_count,
        bool_or(is_of_another_unit) as is_of_another_unit,
        any_value(fiscal_year) as fiscal_year,
        any_value(report_kind) as report_kind,
        -- The one with most in common speaks for those that agree.
        arg_max(
            {
                'issuer_name': issuer_name,
                'department_code': department_code,
                'department_name': department_name,
                'division_code': division_code,
                'division_name': division_name,
                'body_kind': body_kind
            },
            (same_figure_count, partner_file_name)
        ) filter (where issuer_name is not null) as body,
        arg_max(partner_file_name, (same_figure_count, partner_file_name)) as partner_file_name,
        max(same_figure_count) as same_figure_count,
        max(largest_same_yuan) as largest_same_yuan,
        string_agg(
            partner_file_name || ' (' || concat_ws(', ', issuer_name, body_kind, fiscal_year, report_kind) || ')', '; '
            order by partner_file_name
        ) as partners
    from pairs
    group by document_id
),

names as (
    select
        document_id,
        claimed_by,
        issuer_name,
        division_code,
        division_name,
        fiscal_year,
        report_kind
    from {{ ref('int_identity_claim') }}
    where claimed_by in ('file_name', 'folder_name')
),

-- A year in a name may be that of a download: it counts if the report prints it too.
asking_year as (
    select distinct
        names.document_id,
        names.fiscal_year
    from names
    inner join own on names.document_id = own.document_id
    where own.fiscal_year is null and names.fiscal_year is not null
),

printed_years as (
    select distinct
        asking_year.document_id,
        asking_year.fiscal_year
    from asking_year
    inner join {{ ref('stg_paragraphs') }} as paragraphs
        on
            asking_year.document_id = paragraphs.document_id
            and contains(paragraphs.text, asking_year.fiscal_year || '年')
    union
    select distinct
        asking_year.document_id,
        asking_year.fiscal_year
    from asking_year
    inner join {{ ref('stg_cells') }} as cells
        on asking_year.document_id = cells.document_id and contains(cells.text, asking_year.fiscal_year || '年')
),

-- The file's name before the folder's.
hints as (
    select
        names.document_id,
        {% for column in ['issuer_name', 'division_code', 'division_name', 'fiscal_year', 'report_kind'] %}
        {% set known = 'names.issuer_name' if 'division' in column else 'names.' ~ column %}
        arg_min(names.{{ column }}, names.claimed_by) filter (where {{ known }} is not null) as {{ column }},
        {% endfor %}
        min(names.claimed_by) filter (where names.issuer_name is not null) as issuer_source,
        min(names.claimed_by) filter (where names.fiscal_year is not null) as fiscal_year_source,
        min(names.claimed_by) filter (where names.report_kind is not null) as report_kind_source
    from names
    group by names.document_id
),

-- What may be taken where the document says nothing itself, by the way it is known.
ways as (
    select
        own.*,
        answers.partner_file_name,
        answers.same_figure_count,
        answers.largest_same_yuan,
        answers.partners,
        hints.issuer_name as hinted_issuer_name,
        hints.fiscal_year as hinted_fiscal_year,
        hints.report_kind as hinted_report_kind,
        own.issuer_name is null and (answers.issuer_count > 1 or (answers.issuer_count = 1 and answers.is_of_another_unit))
            as is_issuer_open,
        own.fiscal_year is null and answers.fiscal_year_count > 1 as is_fiscal_year_open,
        own.report_kind is null and answers.report_kind_count > 1 as is_report_kind_open,
        case when answers.issuer_count = 1 and not answers.is_of_another_unit then answers.body end as body_of_same_money,
        case when answers.fiscal_year_count = 1 then answers.fiscal_year end as fiscal_year_of_same_money,
        case when answers.report_kind_count = 1 then answers.report_kind end as report_kind_of_same_money,
        case
            when
                coalesce(
                    starts_with(rtrim(hints.division_code, '0'), rtrim(own.division_code, '0'))
                    or starts_with(rtrim(own.division_code, '0'), rtrim(hints.division_code, '0')),
                    true
                )
                then hints.issuer_name
        end as issuer_of_name,
        hints.division_code as division_code_of_name,
        hints.division_name as division_name_of_name,
        hints.issuer_source as issuer_name_source,
        case when printed_years.document_id is not null then hints.fiscal_year end as fiscal_year_of_name,
        hints.fiscal_year_source as fiscal_year_name_source,
        hints.report_kind_source as report_kind_name_source
    from own
    left join answers on own.document_id = answers.document_id
    left join hints on own.document_id = hints.document_id
    left join printed_years
        on own.document_id = printed_years.document_id and hints.fiscal_year = printed_years.fiscal_year
),

chosen as (
    select
        *,
        case
            when issuer_name is not null then issuer_source
            when is_issuer_open or is_stated_twice then null
            when body_of_same_money is not null then 'same_totals'
            when tables_unit_name is not null then 'tables_unit'
            when issuer_of_name is not null then issuer_name_source
        end as issuer_way,
        case
            when fiscal_year is not null then fiscal_year_source
            when is_fiscal_year_open or is_stated_twice then null
            when fiscal_year_of_same_money is not null then 'same_totals'
            when fiscal_year_of_name is not null then fiscal_year_name_source
        end as fiscal_year_way,
        case
            when report_kind is not null then report_kind_source
            when is_report_kind_open or is_stated_twice then null
            when report_kind_of_same_money is not null then 'same_totals'
            when hinted_report_kind is not null then report_kind_name_source
        end as report_kind_way
    from ways
),

resolved as (
    select
        * replace (
            case issuer_way
                when 'same_totals' then body_of_same_money.issuer_name
                when 'tables_unit' then tables_unit_name
                when 'file_name' then issuer_of_name
                when 'folder_name' then issuer_of_name
                else issuer_name
            end as issuer_name,
            case
                when issuer_way = 'same_totals' then coalesce(department_code, body_of_same_money.department_code)
                else department_code
            end as department_code,
            case issuer_way
                when 'same_totals' then coalesce(department_name, body_of_same_money.department_name)
                when 'tables_unit' then coalesce(department_name, tables_unit_name)
                when 'file_name' then coalesce(department_name, issuer_of_name)
                when 'folder_name' then coalesce(department_name, issuer_of_name)
                else department_name
            end as department_name,
            case
                when issuer_way = 'same_totals' then coalesce(body_of_same_money.division_code, division_code)
                when issuer_way in ('file_name', 'folder_name') then coalesce(division_code_of_name, division_code)
                else division_code
            end as division_code,
            case
                when issuer_way = 'same_totals' then coalesce(body_of_same_money.division_name, division_name)
                when issuer_way in ('file_name', 'folder_name') then coalesce(division_name_of_name, division_name)
                else division_name
            end as division_name,
            case
                when issuer_way = 'same_totals' then coalesce(body_kind, body_of_same_money.body_kind)
                else body_kind
            end as body_kind,
            case fiscal_year_way
                when 'same_totals' then fiscal_year_of_same_money
                when 'file_name' then fiscal_year_of_name
                when 'folder_name' then fiscal_year_of_name
                else fiscal_year
            end as fiscal_year,
            case report_kind_way
                when 'same_totals' then report_kind_of_same_money
                when 'file_name' then hinted_report_kind
                when 'folder_name' then hinted_report_kind
                else report_kind
            end as report_kind,
            issuer_way as issuer_source,
            fiscal_year_way as fiscal_year_source,
            report_kind_way as report_kind_source
        )
    from chosen
),

{% set fields = [
    ('issuer', 'issuer_name', 'issuer_source', '公开单位', 'issuer'),
    ('fiscal_year', 'fiscal_year', 'fiscal_year_source', '年度', 'fiscal year'),
    ('report_kind', 'report_kind', 'report_kind_source', '预算或决算', 'kind (budget or final accounts)'),
] %}
-- What is assumed, or stated against what is printed, in words; and what nobody could tell.
told as (
    select
        *,
        nullif(concat_ws(
            '；'
            {%- for _, value, source, zh, _ in fields %},
            case {{ source }}
                when 'stated'
                    then '{{ zh }}“' || {{ value }} || '”由 data/raw/sources.csv 第 ' || stated_line_no || ' 行说明'
                        || case
                            when printed_{{ value }} != {{ value }} then '（报告上印的是“' || printed_{{ value }} || '”）'
                            else ''
                        end
                when 'same_totals'
                    then '{{ zh }}“' || {{ value }} || '”取自 ' || partner_file_name || '：两份文件有 ' || same_figure_count
                        || ' 个相同的合计或金额，最大的为 ' || format('{:,.2f}', largest_same_yuan::double) || ' 元'
                when 'tables_unit' then '{{ zh }}“' || {{ value }} || '”是收入、支出表中唯一的单位'
                when 'file_name' then '{{ zh }}“' || {{ value }} || '”仅由文件名推断'
                when 'folder_name' then '{{ zh }}“' || {{ value }} || '”仅由文件夹名推断'
            end
            {%- endfor %}
        ), '') as identity_note_zh,
        nullif(concat_ws(
            '; '
            {%- for _, value, source, _, en in fields %},
            case {{ source }}
                when 'stated'
                    then '{{ en }} ' || {{ value }} || ': stated in data/raw/sources.csv, line ' || stated_line_no
                        || case
                            when printed_{{ value }} != {{ value }} then ' (the report prints ' || printed_{{ value }} || ')'
                            else ''
                        end
                when 'same_totals'
                    then '{{ en }} ' || {{ value }} || ': of ' || partner_file_name || ', which prints ' || same_figure_count
                        || ' of the same figures, the largest ' || format('{:,.2f}', largest_same_yuan::double) || ' yuan'
                when 'tables_unit' then '{{ en }} ' || {{ value }} || ': the only unit in its tables of revenue and expenditure'
                when 'file_name' then '{{ en }} ' || {{ value }} || ': assumed from the name of the file alone'
                when 'folder_name' then '{{ en }} ' || {{ value }} || ': assumed from the name of the folder alone'
            end
            {%- endfor %}
        ), '') as identity_note_en,
        concat_ws(
            '、'
            {%- for _, value, _, zh, _ in fields %}, case when {{ value }} is null then '{{ zh }}' end{% endfor %}
        ) as missing_zh,
        concat_ws(
            ', '
            {%- for _, value, _, _, en in fields %}, case when {{ value }} is null then '{{ en }}' end{% endfor %}
        ) as missing_en,
        is_issuer_open or is_fiscal_year_open or is_report_kind_open as is_open,
        concat_ws(', ', hinted_issuer_name, hinted_fiscal_year, hinted_report_kind) as hints
    from resolved
),

final as (
    select
        document_id,
        file_name,
        title,
        issuer_name,
        department_code,
        department_name,
        division_code,
        division_name,
        fiscal_year,
        report_kind,
        body_kind,
        source_url,
        retrieved_at,
        page_count,
        text_layer,
        extractor_version,
        is_held_back,
        hold_reason,
        part,
        issuer_source,
        fiscal_year_source,
        report_kind_source,
        identity_note_zh,
        identity_note_en,
        case
            when is_stated_twice
                then '内容相同的几个文件在 data/raw/sources.csv 中的说明互相矛盾，请只保留一种'
            when missing_zh != ''
                then '无法确定' || missing_zh || '：'
                    || case
                        when is_open
                            then '几种可能同样成立：' || concat_ws('；', partners, '表中唯一的单位：' || tables_unit_name)
                        else '封面、标题和表头都未说明，也没有印着相同合计的另一份文件'
                    end
                    || case when hints != '' then '（文件或文件夹名提示：' || hints || '）' else '' end
                    || '。请在 data/raw/sources.csv 中加一行（列：file_name,issuer,fiscal_year,kind），文件名写 ' || file_name
        end as problem_zh,
        case
            when is_stated_twice
                then 'lines of data/raw/sources.csv contradict each other on files of the same content; keep one of them'
            when missing_en != ''
                then 'not known: ' || missing_en || '. '
                    || case
                        when is_open
                            then 'Several answers are as good: '
                                || concat_ws('; ', partners, 'the only unit of the tables: ' || tables_unit_name)
                        else 'Neither cover nor titles nor headers say, and no other file prints the same totals'
                    end
                    || case when hints != '' then ' (names of file or folder hint at: ' || hints || ')' else '' end
                    || '. Add a line to data/raw/sources.csv (columns file_name,issuer,fiscal_year,kind) for ' || file_name
        end as problem_en
    from told
)

select * from final
