{#
    An analyst table gives, for every body with a source, exactly the total its report prints; the only slack is rounding to
    the printed unit. A body whose rows are missing fails too.
#}
{% test sums_to_printed_total(model, flow) %}
    with body_sums as (
        select
            document_id,
            sum(amount_yuan) as amount_yuan
        from {{ model }}
        group by document_id
    ),

    printed as (
        select
            sources.document_id,
            sources.own_total_yuan,
            candidates.slack_yuan
        from {{ ref('int_body_source') }} as sources
        inner join {{ ref('int_money_source') }} as candidates
            on
                sources.document_id = candidates.document_id
                and sources.flow = candidates.flow
                and sources.source_table_kind = candidates.source_table_kind
        where sources.flow = '{{ flow }}'
    )

    select
        coalesce(printed.document_id, body_sums.document_id) as document_id,
        printed.own_total_yuan,
        body_sums.amount_yuan
    from printed
    full outer join body_sums on printed.document_id = body_sums.document_id
    where coalesce(abs(printed.own_total_yuan - body_sums.amount_yuan) > printed.slack_yuan, true)
{% endtest %}
