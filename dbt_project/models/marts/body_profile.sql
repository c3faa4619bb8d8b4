-- A body's year on one line: its totals, what they are made of, what that is a head, and where it stands among the
-- bodies of its place and of its level whose reports of that year and kind are in.
with totals as (
    select
        body_key,
        fiscal_year,
        report_kind,
        any_value(body_kind) as body_kind,
        any_value(document_id) as document_id,
        sum(amount_yuan)::decimal(18, 2) as expenditure_yuan,
        {% for column, condition in [
            ('basic', "expenditure_group = 'basic'"),
            ('personnel', "expenditure_kind = 'basic_personnel'"),
            ('operating', "expenditure_kind = 'basic_operating'"),
            ('project', "expenditure_group = 'project'"),
            ('unsplit', "expenditure_group = 'total'"),
            ('unsplit_basic', "expenditure_kind = 'basic'"),
        ] -%}
        coalesce(sum(amount_yuan) filter (where {{ condition }}), 0) as {{ column }}_yuan,
        {% endfor -%}
        any_value(source_status) as source_status
    from {{ ref('expenditure') }}
    group by body_key, fiscal_year, report_kind
),

-- What a source does not split is not nothing.
split as (
    select
        * exclude (unsplit_yuan, unsplit_basic_yuan)
        replace (
            case when unsplit_yuan = 0 then basic_yuan end as basic_yuan,
            case when unsplit_yuan = 0 then project_yuan end as project_yuan,
            case when unsplit_yuan = 0 and unsplit_basic_yuan = 0 then personnel_yuan end as personnel_yuan,
            case when unsplit_yuan = 0 and unsplit_basic_yuan = 0 then operating_yuan end as operating_yuan
        )
    from totals
),

revenues as (
    select
        body_key,
        fiscal_year,
        report_kind,
        sum(amount_yuan)::decimal(18, 2) as revenue_yuan,
        sum(amount_yuan) filter (where is_fiscal_appropriation)::decimal(18, 2) as fiscal_revenue_yuan
    from {{ ref('revenue') }}
    group by body_key, fiscal_year, report_kind
),

levels as (
    select
        code as division_code,
        level as division_level
    from {{ ref('division') }}
),

three_public as (
    select * from {{ ref('three_public') }}
    where measure_key = 'three_public_total'
),

staffing as (
    select * from {{ ref('staffing') }}
),

final as (
    select
        split.body_key,
        bodies.body_name,
        bodies.division_name,
        levels.division_level,
        split.body_kind,
        split.fiscal_year,
        split.report_kind,
        split.expenditure_yuan,
        revenues.revenue_yuan,
        revenues.fiscal_revenue_yuan,
        {% for part in ['basic', 'personnel', 'operating', 'project'] -%}
        split.{{ part }}_yuan::decimal(18, 2) as {{ part }}_yuan,
        {{ percent_of('split.' ~ part ~ '_yuan', 'split.expenditure_yuan') }} as {{ part }}_percent,
        {% endfor -%}
        if(split.report_kind = 'budget', three_public.budget_yuan, three_public.final_yuan) as three_public_yuan,
        staffing.staff_in_post,
        {% for part in ['expenditure', 'personnel'] -%}
        round(split.{{ part }}_yuan / nullif(staffing.staff_in_post, 0), 2)::decimal(18, 2)
            as {{ part }}_per_head_yuan,
        {% endfor -%}
        {% for name, scope in [('place', 'bodies.division_name'), ('level', 'levels.division_level')] -%}
        {% set peers = 'split.fiscal_year, split.report_kind, split.body_kind, ' ~ scope -%}
        if(
            {{ scope }} is null, null, rank() over (partition by {{ peers }} order by split.expenditure_yuan desc)
        )::integer as rank_in_{{ name }},
        if({{ scope }} is null, null, count(*) over (partition by {{ peers }}))::integer as bodies_in_{{ name }},
        {% endfor -%}
        split.source_status,
        split.document_id
    from split
    inner join {{ ref('dim_body') }} as bodies on split.body_key = bodies.body_key
    left join levels on bodies.division_code = levels.division_code
    left join revenues
        on
            split.body_key = revenues.body_key
            and split.fiscal_year = revenues.fiscal_year
            and split.report_kind = revenues.report_kind
    left join three_public
        on split.body_key = three_public.body_key and split.fiscal_year = three_public.fiscal_year
    left join staffing on split.body_key = staffing.body_key and split.fiscal_year = staffing.fiscal_year
)

select * from final
