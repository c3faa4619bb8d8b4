-- Terms of the equations between control totals of one document (seed pair_rules), as a whole (join_on none), key
-- by key (join_on key: codes, projects), or one side summed over all keys (join_on sum).
with sides as (
    select * from {{ ref('int_control_side') }}
),

controls as (
    select * from {{ ref('int_control_total') }}
),

documents as (
    select distinct document_id from controls
),

pairs as (
    select distinct pair_key from sides
),

-- Some equations hold only where another does (all money is general public budget).
conditions as (
    select
        sides.pair_key,
        controls.document_id,
        count(distinct sides.side || '/' || sides.control_key) as found_count,
        sum(controls.value * case when sides.side = 'condition_left' then sides.coefficient else -sides.coefficient end)
            as difference,
        sum(controls.slack) as slack
    from sides
    inner join controls on sides.control_key = controls.control_key
    where sides.side in ('condition_left', 'condition_right')
    group by sides.pair_key, controls.document_id
),

condition_needs as (
    select
        pair_key,
        count(distinct side || '/' || control_key) as needed_count
    from sides
    where side in ('condition_left', 'condition_right')
    group by pair_key
),

met as (
    select
        documents.document_id,
        pairs.pair_key
    from documents
    cross join pairs
    left join condition_needs on pairs.pair_key = condition_needs.pair_key
    left join conditions on pairs.pair_key = conditions.pair_key and documents.document_id = conditions.document_id
    where
        condition_needs.pair_key is null
        or conditions.found_count = condition_needs.needed_count and abs(conditions.difference) <= conditions.slack
),

needs as (
    select
        pair_key,
        count(distinct side || '/' || control_key) as needed_count
    from sides
    where side in ('left', 'right')
    group by pair_key
),

found as (
    select
        sides.rule_id,
        sides.pair_key,
        sides.side,
        sides.control_key,
        sides.coefficient,
        controls.document_id,
        case when sides.join_on = 'key' then controls.join_key else '' end as join_key,
        controls.source_id
    from sides
    inner join controls on sides.control_key = controls.control_key
    inner join met on sides.pair_key = met.pair_key and controls.document_id = met.document_id
    where sides.side in ('left', 'right') and (sides.join_on != 'none' or controls.join_key = '')
),

complete as (
    select
        pair_key,
        document_id,
        join_key,
        count(distinct side || '/' || control_key) as found_count
    from found
    group by pair_key, document_id, join_key
),

final as (
    select
        found.rule_id,
        found.document_id,
        found.pair_key || case when found.join_key = '' then '' else ':' || found.join_key end as instance_key,
        found.side,
        found.source_id,
        found.coefficient
    from found
    inner join complete
        on
            found.pair_key = complete.pair_key
            and found.document_id = complete.document_id
            and found.join_key = complete.join_key
    inner join needs on complete.pair_key = needs.pair_key and complete.found_count = needs.needed_count
    where found.source_id is not null
)

select * from final
