-- Which document took the place of which: a pair of one body, year and kind that prints the same tables, mostly with
-- the same figures. A text part beside its tables, or an office's report under its department's name, shares too little
-- to be a version of the other. The successor is the next one known.
with pairs as (
    select * from {{ ref('int_version_pair') }}
),

figures as (
    select * from {{ ref('int_version_figure') }}
),

texts as (
    select distinct document_id
    from {{ ref('stg_statements') }}
),

table_kinds as (
    select distinct
        document_id,
        coalesce(table_kind, table_title) as table_kind
    from figures
    where value is not null and value != 0
),

kind_counts as (
    select
        document_id,
        count(*) as kind_count
    from table_kinds
    group by document_id
),

common_kinds as (
    select
        pairs.earlier_document_id,
        pairs.later_document_id,
        count(*) as common_kind_count
    from pairs
    inner join table_kinds as earlier on pairs.earlier_document_id = earlier.document_id
    inner join table_kinds as later
        on pairs.later_document_id = later.document_id and earlier.table_kind = later.table_kind
    group by pairs.earlier_document_id, pairs.later_document_id
),

figure_counts as (
    select
        document_id,
        count(*) as figure_count
    from figures
    where value is not null and value != 0
    group by document_id
),

compared as (
    select
        pairs.earlier_document_id,
        pairs.later_document_id,
        count(*) filter (
            where earlier.value != 0
            and coalesce(earlier.amount_yuan = later.amount_yuan, earlier.value = later.value)
        ) as same_count
    from pairs
    inner join figures as earlier on pairs.earlier_document_id = earlier.document_id
    inner join figures as later
        on pairs.later_document_id = later.document_id and earlier.line_key = later.line_key
    group by pairs.earlier_document_id, pairs.later_document_id
),

versions as (
    select
        pairs.*,
        compared.same_count
    from pairs
    inner join common_kinds
        on
            pairs.earlier_document_id = common_kinds.earlier_document_id
            and pairs.later_document_id = common_kinds.later_document_id
    inner join compared
        on
            pairs.earlier_document_id = compared.earlier_document_id
            and pairs.later_document_id = compared.later_document_id
    inner join kind_counts as earlier_kinds on pairs.earlier_document_id = earlier_kinds.document_id
    inner join kind_counts as later_kinds on pairs.later_document_id = later_kinds.document_id
    inner join figure_counts as earlier_figures on pairs.earlier_document_id = earlier_figures.document_id
    inner join figure_counts as later_figures on pairs.later_document_id = later_figures.document_id
    left join texts as earlier_texts on pairs.earlier_document_id = earlier_texts.document_id
    left join texts as later_texts on pairs.later_document_id = later_texts.document_id
    where
        2 * common_kinds.common_kind_count >= greatest(earlier_kinds.kind_count, later_kinds.kind_count)
        and 2 * compared.same_count >= least(earlier_figures.figure_count, later_figures.figure_count)
        and (earlier_texts.document_id is null) = (later_texts.document_id is null)
),

final as (
    select
        earlier_document_id,
        later_document_id,
        decided_by != 'undecided' as is_decided,
        decided_by,
        same_count::integer as same_figure_count
    from versions
    -- Of several successors the next one; every undecided pair is kept.
    qualify
        decided_by = 'undecided'
        or row_number() over (
            partition by earlier_document_id, decided_by = 'undecided'
            order by later_retrieved_at asc nulls last, later_document_id asc
        ) = 1
)

select * from final
