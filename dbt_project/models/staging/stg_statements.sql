with statements as (
    select * from {{ source('hand_over', 'statements') }}
),

final as (
    select
        *,
        {{ to_yuan('value', 'unit_multiplier') }} as value_yuan,
        {{ printed_slack_yuan('decimals_printed', 'unit_multiplier') }} as slack_yuan
    from statements
)

select * from final
