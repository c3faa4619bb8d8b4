with lines as (
    select * from {{ source('hand_over', 'lines') }}
),

final as (
    select
        *,
        {{ to_yuan('value', 'unit_multiplier') }} as amount_yuan
    from lines
)

select * from final
