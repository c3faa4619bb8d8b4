-- The name of each document's body, and of each body that is expected to publish ('expected:' and its line), as one
-- form: full and short forms made the same, the division's name before it dropped, a former name followed to the
-- present one (seeds body_name_forms, department_names).
with recursive documents as (
    select
        document_id,
        division_code,
        division_name,
        fiscal_year,
        {{ comparable_name('coalesce(issuer_name, department_name)') }} as name_printed
    from {{ ref('int_identity') }}
    union all
    select
        'expected:' || line_no as document_id,
        division_code,
        division_name,
        fiscal_year,
        {{ comparable_name('issuer_name') }} as name_printed
    from {{ ref('stg_expected_bodies') }}
),

printed_names as (
    select distinct name_printed
    from documents
    where name_printed is not null
),

forms as (
    select
        name_printed,
        name_printed as name_form,
        0 as step
    from printed_names
    union all
    select
        forms.name_printed,
        regexp_replace(forms.name_form, steps.pattern, coalesce(steps.replacement, ''), 'g') as name_form,
        steps.step
    from forms
    inner join {{ ref('body_name_forms') }} as steps on forms.step = steps.step - 1
),

-- The division's name goes: 上海市普陀区财政局, 普陀区财政局. A name that is nothing else stays.
without_division as (
    select
        documents.*,
        coalesce(
            nullif(
                regexp_replace(
                    forms.name_form,
                    '^(' || concat_ws(
                        '|',
                        documents.division_name,
                        nullif(regexp_extract(documents.division_name, '^.+?(?:省|自治区|市)(.+)$', 1), '')
                    ) || ')',
                    ''
                ),
                ''
            ),
            forms.name_form
        ) as name_form
    from documents
    inner join forms on documents.name_printed = forms.name_printed
    where forms.step = (select max(all_forms.step) from forms as all_forms)
),

-- 本级 behind a name stays behind its successor's.
parted as (
    select
        *,
        regexp_extract(name_form, '^(.*?)((?:本级|本部|机关)?)$', ['bare_name', 'tail']) as parts
    from without_division
),

final as (
    select
        parted.document_id,
        coalesce(renames.successor_name || parted.parts['tail'], parted.name_form) as name_form,
        renames.name is not null as is_renamed
    from parted
    left join {{ ref('department_names') }} as renames
        on
            parted.parts['bare_name'] = renames.name
            and (renames.division_code is null or parted.division_code = renames.division_code)
            and parted.fiscal_year <= renames.last_year
    qualify row_number() over (
        partition by parted.document_id
        order by renames.division_code asc nulls last, renames.last_year desc
    ) = 1
)

select * from final
