"""单位: how the money of one body changed over the years.

Belongs here: the list of bodies and a shard for each. The rows are those that may be added up (``expenditure``, ``revenue``, the panels);
amounts stay text.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.findings import short_id
from pipelines.site.dashboard.shards import write_shard

_BODIES = """
select body_key, body_name, coalesce(division_name, '') as place, first_year, last_year, document_count
from dim_body
order by place, body_name, body_key
"""
_TOTALS = """
select body_key, fiscal_year, report_kind, flow, counted_yuan, document_id
from rpt_body_total
where counting = 'counted' and body_key is not null
order by body_key, fiscal_year, report_kind, flow
"""
_FUNCTIONS = """
select body_key, fiscal_year, report_kind, comparable_class_code as code,
       any_value(comparable_class_name) as name, sum(amount_yuan) as yuan
from panel_expenditure_by_function
where body_key is not null
group by all
order by body_key, code, fiscal_year, report_kind
"""
_ECONOMIC = """
select body_key, fiscal_year, report_kind, comparable_class_code as code,
       any_value(comparable_class_name) as name, sum(amount_yuan) as yuan
from panel_basic_by_economic
where body_key is not null
group by all
order by body_key, code, fiscal_year, report_kind
"""
_THREE_PUBLIC = """
select expenses.body_key, expenses.fiscal_year, expenses.measure_key as code, expenses.measure_name as name,
       measures.measure_name_en as name_en, expenses.prior_budget_yuan, expenses.budget_yuan, expenses.change_percent,
       expenses.final_yuan, expenses.final_minus_budget_yuan
from three_public as expenses
left join dim_measure as measures using (measure_key)
order by expenses.body_key, expenses.fiscal_year desc, expenses.measure_key <> 'three_public_total', expenses.measure_key
"""
#: Only years whose reports are of the same bodies and funds: else the difference would say nothing.
_AGAINST = """
select body_key, fiscal_year, comparable_class_code as code, any_value(comparable_class_name) as name,
       sum(budget_yuan) as budget_yuan, sum(final_yuan) as final_yuan,
       sum(final_yuan) - sum(budget_yuan) as difference_yuan
from budget_against_final_by_function
where is_same_scope
group by all
order by body_key, fiscal_year desc, code
"""
_PROJECTS = """
select departments.body_key, projects.fiscal_year, projects.project_name as name, projects.amount_yuan as yuan,
       projects.document_id, projects.page_no
from dim_project as projects
inner join dim_department as departments using (department_key, fiscal_year)
where projects.amount_yuan is not null and departments.body_key is not null
qualify row_number() over (
    partition by departments.body_key, projects.fiscal_year order by projects.amount_yuan desc, projects.project_key
) <= 10
order by departments.body_key, projects.fiscal_year desc, projects.amount_yuan desc, projects.project_key
"""


def body_name_in_links(body_key: str) -> str:
    """Return a body's name in links and of its shard: keys hold characters that file names may not."""
    return hashlib.sha256(body_key.encode()).hexdigest()[:12]


def body_rows(connection: duckdb.DuckDBPyConnection) -> list[list[Any]]:
    """Return the list's rows: name in links, place, name, first year, last year, number of reports."""
    return [
        [
            body_name_in_links(row["body_key"]),
            row["place"],
            row["body_name"],
            row["first_year"],
            row["last_year"],
            row["document_count"],
        ]
        for row in rows_of(connection.execute(_BODIES))
    ]


def write_body_shards(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Write a shard for each body that has figures; returns how many."""
    shards: defaultdict[str, dict[str, Any]] = defaultdict(
        lambda: {part: [] for part in ("totals", "functions", "economic", "against", "three_public", "projects")}
    )
    for row in rows_of(connection.execute(_TOTALS)):
        values = [
            row["fiscal_year"],
            row["report_kind"],
            row["flow"],
            row["counted_yuan"],
            short_id(row["document_id"]),
        ]
        shards[row["body_key"]]["totals"].append(values)
    for part, query in (("functions", _FUNCTIONS), ("economic", _ECONOMIC)):
        for row in rows_of(connection.execute(query)):
            words = [row["name"], row["name"]]
            values = [row["fiscal_year"], row["report_kind"], row["code"], words, row["yuan"]]
            shards[row["body_key"]][part].append(values)
    for row in rows_of(connection.execute(_AGAINST)):
        values = [
            row["fiscal_year"],
            row["code"],
            [row["name"], row["name"]],
            row["budget_yuan"],
            row["final_yuan"],
            row["difference_yuan"],
        ]
        shards[row["body_key"]]["against"].append(values)
    for row in rows_of(connection.execute(_THREE_PUBLIC)):
        values = [
            row["fiscal_year"],
            row["code"],
            [row["name"], row["name_en"] or row["name"]],
            row["prior_budget_yuan"],
            row["budget_yuan"],
            row["change_percent"],
            row["final_yuan"],
            row["final_minus_budget_yuan"],
        ]
        shards[row["body_key"]]["three_public"].append(values)
    for row in rows_of(connection.execute(_PROJECTS)):
        values = [row["fiscal_year"], row["name"], row["yuan"], short_id(row["document_id"]), row["page_no"]]
        shards[row["body_key"]]["projects"].append(values)
    names = {row["body_key"]: row for row in rows_of(connection.execute(_BODIES))}
    for key, shard in shards.items():
        body = names.get(key)
        if body is not None:
            name = body_name_in_links(key)
            write_shard(
                folder.parent, f"{folder.name}/{name}", shard | {"name": body["body_name"], "place": body["place"]}
            )
    return len(shards)
