"""Keys and codes: what facts refer to exists, has a name, and is what the row prints.

Belongs here: facts against dimensions. That keys are unique belongs in ``structure_schema``; whether a printed code is in
the official lists belongs in ``coverage``.
"""

from __future__ import annotations

from expectations.sql import AMOUNT_FACTS, facts
from pipelines.quality.declare import Expected, Suite

_WITH_FUNCTION = (
    "fct_expenditure_by_function",
    "fct_project_expenditure",
    "fct_procurement",
    "fct_purchased_service",
    "fct_asset_allocation",
)
_WITH_ECONOMIC = (
    "fct_expenditure_by_economic",
    "fct_project_expenditure",
    "fct_procurement",
    "fct_purchased_service",
    "fct_asset_allocation",
)

CODED = Expected(
    "leaves_have_a_code_or_a_reason",
    "每个末级金额都有科目编码，没有的说明原因。",
    "Every leaf amount has its classification code, or the row says why it has none.",
    f"""
    select
        facts.document_id, facts.table_id, facts.fact, facts.page_no, facts.label_printed, facts.amount_yuan, facts.cell_id,
        coalesce(rows.function_code, rows.economic_code, rows.no_code_reason) is null as is_offending
    from ({facts("document_id, table_id, page_no, row_id, label_printed, amount_yuan, cell_id", where="is_leaf")}) as facts
    inner join staging.stg_rows as rows on facts.row_id = rows.row_id
    """,
    severity="warning",
    scope="document",
)


def suites() -> tuple[Suite, ...]:
    """The suite on keys and codes."""
    return (
        Suite(
            "structure_keys",
            "编码：事实表引用的都存在、有名称，所印编码不丢。",
            "Keys: what facts refer to exists and has a name; printed codes are not lost.",
            (
                _exists("department_key", "dim_department", "部门", "departments"),
                _exists("unit_key", "dim_budget_unit", "预算单位", "budget units"),
                _exists("fund_source_key", "dim_fund_source", "资金来源", "fund sources"),
                _exists("function_key", "dim_function", "功能分类", "function codes", (*_WITH_FUNCTION, "expenditure")),
                _exists("economic_key", "dim_economic", "经济分类", "economic codes", _WITH_ECONOMIC),
                _exists("project_key", "dim_project", "项目", "projects", ("fct_project_expenditure",)),
                _reached("function", "功能", _WITH_FUNCTION),
                _reached("economic", "经济", _WITH_ECONOMIC),
                _named("function", "功能", _WITH_FUNCTION),
                _named("economic", "经济", _WITH_ECONOMIC),
                _printed_name_stays("function", "功能"),
                _printed_name_stays("economic", "经济"),
                CODED,
            ),
        ),
    )


def _exists(key: str, dimension: str, zh: str, en: str, tables: tuple[str, ...] = AMOUNT_FACTS) -> Expected:
    """Every ``key`` that a fact gives exists in its dimension."""
    return Expected(
        f"{key}_exists",
        f"事实表引用的{zh}都在 {dimension} 中。",
        f"All {en} that facts refer to are in {dimension}.",
        f"""
        select
            facts.document_id, facts.table_id, facts.fact, facts.{key}, min(facts.page_no) as first_page_no,
            count(*) as row_count,
            any_value(known.{key}) is null as is_offending
        from ({facts(f"document_id, table_id, page_no, {key}", tables, f"{key} is not null")}) as facts
        left join (select distinct {key} from main.{dimension}) as known on facts.{key} = known.{key}
        group by facts.document_id, facts.table_id, facts.fact, facts.{key}
        """,
    )


def _reached(classification: str, zh: str, tables: tuple[str, ...]) -> Expected:
    """A code the row prints is the code of the fact: where a table gives both classifications, the fact has both."""
    code, key = f"{classification}_code", f"{classification}_key"
    return Expected(
        f"printed_{classification}_codes_reach_the_facts",
        f"行中所印{zh}科目编码原样进入事实表。",
        f"The {classification} code a row prints is the code of its fact.",
        f"""
        select
            facts.document_id, facts.table_id, facts.fact, facts.page_no, facts.label_printed, rows.{code} as printed_code, facts.{code},
            facts.{key}, facts.{code} is distinct from rows.{code} or facts.{key} is null as is_offending
        from ({facts(f"document_id, table_id, page_no, row_id, label_printed, {code}, {key}", tables)}) as facts
        inner join staging.stg_rows as rows on facts.row_id = rows.row_id
        where rows.{code} is not null
        """,
    )


def _named(classification: str, zh: str, tables: tuple[str, ...]) -> Expected:
    """An analyst never meets a code without a name."""
    key = f"{classification}_key"
    return Expected(
        f"{classification}_codes_have_names",
        f"事实表用到的{zh}科目编码都有名称。",
        f"Every {classification} code in a fact has a name.",
        f"""
        select
            facts.document_id, facts.table_id, facts.{key}, min(facts.page_no) as first_page_no,
            coalesce(trim(any_value(known.{classification}_name)), '') = '' as is_offending
        from ({facts(f"document_id, table_id, page_no, {key}", tables, f"{key} is not null")}) as facts
        inner join main.dim_{classification} as known on facts.{key} = known.{key}
        group by facts.document_id, facts.table_id, facts.{key}
        """,
    )


def _printed_name_stays(classification: str, zh: str) -> Expected:
    """A name we only guess never stands where the report prints another."""
    name = f"{classification}_name"
    return Expected(
        f"provisional_{classification}_names_do_not_overwrite",
        f"暂定的{zh}科目名称不覆盖报告所印名称。",
        f"A provisional {classification} name never replaces the one the report prints.",
        f"""
        select
            facts.document_id, facts.table_id, facts.page_no, facts.{classification}_code, facts.{name}_printed, facts.{name},
            known.evidence, {_plain(f"facts.{name}")} != {_plain(f"facts.{name}_printed")} as is_offending
        from main.fct_expenditure_by_{classification} as facts
        inner join main.dim_{classification} as known on facts.{classification}_key = known.{classification}_key
        where known.evidence in ('provisional', 'code_seen') and facts.{name}_printed is not null
        """,
    )


def _plain(name: str) -> str:
    """A name without blanks and punctuation: only its words count."""
    return f"regexp_replace({name}, '[^\\p{{L}}\\p{{N}}]', '', 'g')"
