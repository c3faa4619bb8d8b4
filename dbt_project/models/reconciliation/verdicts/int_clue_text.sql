-- Failing sums within the text of which a part was not understood: the sentence prints what is lacking, or breaks off
-- before its end.
with terms as (
    select * from {{ ref('int_failing_term') }}
),

final as (
    select distinct
        terms.check_id,
        'part_unread' as clue
    from terms
    inner join {{ ref('int_statement') }} as statements on terms.source_id = statements.statement_id
    where
        terms.relation_kind = 'text'
        and (
            terms.difference > 0 and not regexp_matches(trim(statements.sentence), '[。；;：:！!？?%）)元人]$')
            or abs(terms.difference) >= 200 * terms.slack and statements.unit_multiplier is not null
            and regexp_matches(
                replace(replace(statements.sentence, ',', ''), '，', ''),
                '(^|[^0-9.])'
                || regexp_escape(
                    regexp_replace(
                        (abs(terms.difference) / statements.unit_multiplier)::decimal(24, 6)::varchar,
                        '\.?0+$',
                        ''
                    )
                )
                || '(\.0*|0*)([^0-9]|$)'
            )
        )
)

select * from final
