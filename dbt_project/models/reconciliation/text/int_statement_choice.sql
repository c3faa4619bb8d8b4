-- The reading of each figure of the text that agrees with the tables where its words allow several; else the first.
with allowed as (
    select * from {{ ref('int_statement_fit') }}
),

controls as (
    select * from {{ ref('int_control_in_reach') }}
),

valued as (
    select
        allowed.statement_id,
        allowed.relation,
        allowed.priority,
        count(distinct controls.control_key) = any_value(len(allowed.control_keys)) as is_complete,
        abs(any_value(allowed.value_yuan) - sum(controls.value))
        <= any_value(allowed.slack_yuan) + sum(controls.slack) as is_same
    from allowed
    inner join controls
        on
            allowed.document_id = controls.document_id
            and allowed.relation = controls.relation
            and list_contains(allowed.control_keys, controls.control_key)
            and allowed.join_key = controls.join_key
    group by allowed.statement_id, allowed.relation, allowed.priority
),

chosen as (
    select
        allowed.*,
        valued.is_same,
        -- Another reading of the words was possible, and the figures chose.
        allowed.reading is not null
        or 1 < count(*) filter (where allowed.reading is null)
            over (partition by allowed.statement_id, allowed.relation) as is_chosen
    from allowed
    inner join valued
        on
            allowed.statement_id = valued.statement_id
            and allowed.relation = valued.relation
            and allowed.priority = valued.priority
    where valued.is_complete
    qualify
        row_number() over (
            partition by allowed.statement_id, allowed.relation
            order by valued.is_same desc, allowed.is_alternative asc, allowed.priority asc
        ) = 1
)

select * from chosen
