-- Funds of the fiscal appropriation that the heading of a figure of the text and its sentence name: the narrowest, for
-- 一般公共预算财政拨款 names one and not two; several where they name more than one.
with recursive fund_words as (
    select
        word,
        value as fund_source_key  -- noqa: RF04
    from {{ ref('words') }}
    where axis = 'fund'
    union
    select
        words.word,
        fund_words.fund_source_key
    from {{ ref('words') }} as words
    inner join fund_words on words.axis = 'same_as' and words.value = fund_words.word
),

ancestors as (
    select * from {{ ref('int_fund_ancestor') }}
),

fiscal_words as (
    select * from fund_words
    where
        fund_source_key = 'fiscal'
        or fund_source_key in (
            select ancestors.fund_source_key from ancestors
            where ancestors.ancestor_fund_source_key = 'fiscal'
        )
),

texts as (
    select
        statement_id,
        'section' as place,
        section_title as words_printed
    from {{ ref('int_statement') }}
    where role = 'amount' and value_yuan is not null and section_title is not null
    union all
    select
        statement_id,
        'sentence' as place,
        sentence as words_printed
    from {{ ref('int_statement') }}
    where role = 'amount' and value_yuan is not null
),

named as (
    select distinct
        texts.statement_id,
        texts.place,
        fiscal_words.fund_source_key
    from texts
    inner join fiscal_words on contains(texts.words_printed, fiscal_words.word)
),

wider as (
    select distinct
        named.statement_id,
        named.place,
        ancestors.ancestor_fund_source_key as fund_source_key
    from named
    inner join ancestors on named.fund_source_key = ancestors.fund_source_key
),

final as (
    select
        named.statement_id,
        {% for place in ['section', 'sentence'] -%}
        case count(*) filter (where named.place = '{{ place }}')
            when 0 then null
            when 1 then min(named.fund_source_key) filter (where named.place = '{{ place }}')
            else 'several'
        end as {{ place }}_fund{{ ',' if not loop.last }}
        {% endfor %}
    from named
    anti join wider
        on
            named.statement_id = wider.statement_id
            and named.place = wider.place
            and named.fund_source_key = wider.fund_source_key
    group by named.statement_id
)

select * from final
