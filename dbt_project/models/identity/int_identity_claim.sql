-- What is said of each document from outside of it: by a person (data/raw/sources.csv, sources.yaml), by the names of
-- its files and of the folders they lie in. Content that lies under several names takes what they agree on.
with files as (
    select
        file_name,
        document_id
    from {{ ref('stg_files') }}
    where document_id is not null and status in ('accepted', 'duplicate')
),

claims as (
    select * from {{ ref('stg_identity_claims') }}
),

final as (
    select
        files.document_id,
        claims.claimed_by,
        arg_min(claims.list_name, (claims.line_no, claims.list_name)) as list_name,
        arg_min(claims.line_no, (claims.line_no, claims.list_name)) as line_no,
        {% for column in ['issuer_name', 'division_code', 'division_name', 'fiscal_year', 'report_kind', 'part'] %}
        case when count(distinct claims.{{ column }}) = 1 then any_value(claims.{{ column }}) end as {{ column }},
        {% endfor %}
        greatest(
            {% for column in ['issuer_name', 'division_name', 'fiscal_year', 'report_kind', 'part'] %}
            count(distinct claims.{{ column }}){{ ',' if not loop.last }}
            {% endfor %}
        ) > 1 as is_contradictory
    from files
    inner join claims on files.file_name = claims.file_name
    group by files.document_id, claims.claimed_by
)

select * from final
