"""运行: is the pipeline well: publications, where the time of the last one went, what failed, what was kept out or could not be fetched.

Belongs here: the figures of that page.
"""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.overview import trend

_SLOWEST = 12
_PHASES = """
select phase, seconds, cpu_seconds, peak_memory_mb, outcome
from rpt_run_timing
where item_kind = 'phase'
order by step_no
"""
_STEPS = """
select item_name, document_id, phase, seconds, cpu_seconds, peak_memory_mb, outcome
from rpt_run_timing
where item_kind = ?
order by outcome = 'done', seconds desc, step_no
limit ?
"""
_KEPT_OUT = """
select item_kind, file_name, document_id, table_kind, page_no, reason_code, reason_zh, reason_en, since
from rpt_quarantine
order by since desc, file_name, table_kind, page_no
"""
_NOT_FETCHED = """
select url, file_name, source_url, problem_zh, problem_en, started_at, attempt_no
from rpt_fetch
where is_last_try and outcome = 'failed'
order by started_at desc, url
"""
_FETCHED = """
select count(*) filter (outcome <> 'failed') as reached_count, count(*) as address_count
from rpt_fetch
where is_last_try
"""
_EXPECTATIONS = """
select suite, expectation_key, severity, effect, status, evaluated_count, unexpected_count, sentence_zh, sentence_en,
       problem
from rpt_expectation_result
where status not in ('passed', 'not_applicable')
order by case severity when 'critical' then 0 when 'error' then 1 when 'warning' then 2 else 3 end,
         unexpected_count desc, expectation_key
"""
_FRESHNESS = """
select max(retrieved_at) as last_retrieved_at, count(*) filter (retrieved_at is null) as without_time
from dim_document
where is_present
"""


def run_view(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return publications, phases, slowest steps, what was kept out and not fetched, expectations that failed, freshness."""
    phases = rows_of(connection.execute(_PHASES))
    longest = max((phase["seconds"] for phase in phases), default=0)
    for phase in phases:
        phase["width"] = round(100 * phase["seconds"] / longest, 2) if longest else 0
    return {
        "history": trend(connection)[::-1],
        "phases": phases,
        "documents": rows_of(connection.execute(_STEPS, ["document", _SLOWEST])),
        "nodes": rows_of(connection.execute(_STEPS, ["dbt_node", _SLOWEST])),
        "kept_out": rows_of(connection.execute(_KEPT_OUT)),
        "not_fetched": rows_of(connection.execute(_NOT_FETCHED)),
        "fetched": rows_of(connection.execute(_FETCHED))[0],
        "expectations": rows_of(connection.execute(_EXPECTATIONS)),
        # Reports that have a page, with the names their files have.
        "there": dict(
            connection.execute("select document_id, file_name from dim_document where is_present").fetchall()
        ),
        "freshness": rows_of(connection.execute(_FRESHNESS))[0],
    }
