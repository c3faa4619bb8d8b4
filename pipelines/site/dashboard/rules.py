"""规则: is it the report or the reader: how often each rule holds, where it fails in most reports, what people decided on its findings.

Belongs here: the rows of that page. That a rule is suspect is decided by the warehouse.
"""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.contract.sql import rows_of
from pipelines.site.dashboard.words import RULE_FAMILIES, SEVERITY_WORDS, words_of

_RULES = """
select health.rule_id, health.rule_family, health.severity, health.sentence_zh, health.sentence_en,
       health.tried_document_count, health.failing_document_count, health.passed_count, health.failed_count,
       health.not_applicable_count, precision.finding_count, precision.confirmed_count, precision.not_a_fault_count,
       precision.undecided_count, precision.precision_percent
from rpt_rule_health as health
left join rpt_rule_precision as precision using (rule_id)
where health.scope_kind = 'all_places'
order by health.failing_document_count desc, health.rule_id
"""
_PLACES = """
select rule_id, coalesce(division_name, '') as place, tried_document_count, failing_document_count, state, reason_zh,
       reason_en
from rpt_rule_health
where scope_kind = 'place' and tried_document_count > 0
order by rule_id, place
"""
#: An expectation of the gate is named after its rule; how many looked at and how many failed, publication by publication.
_OVER_TIME = """
select rules.rule_id, history.published_at, history.evaluated_count, history.unexpected_count
from rpt_expectation_history as history
inner join (select distinct rule_id from rpt_rule_health) as rules on history.expectation_key = rules.rule_id
order by rules.rule_id, history.published_at
"""


def rule_view(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the words of facets, a row a rule, what each does in each place, and how it went over publications."""
    places: dict[str, list[list[Any]]] = {}
    suspect: set[str] = set()
    for row in rows_of(connection.execute(_PLACES)):
        if row["state"] == "suspect":
            suspect.add(row["rule_id"])
        places.setdefault(row["rule_id"], []).append(
            [
                row["place"],
                row["tried_document_count"],
                row["failing_document_count"],
                row["state"],
                row["reason_zh"],
                row["reason_en"],
            ]
        )
    history: dict[str, list[list[Any]]] = {}
    for rule_id, *values in connection.execute(_OVER_TIME).fetchall():
        history.setdefault(rule_id, []).append(values)
    rules = rows_of(connection.execute(_RULES))
    return {
        "rules": [
            [
                row["rule_id"],
                row["rule_family"],
                row["severity"],
                row["sentence_zh"],
                row["sentence_en"],
                row["tried_document_count"],
                row["failing_document_count"],
                row["passed_count"],
                row["failed_count"],
                row["finding_count"],
                row["confirmed_count"],
                row["not_a_fault_count"],
                row["precision_percent"],
                "suspect" if row["rule_id"] in suspect else "ok" if row["tried_document_count"] else "never_tried",
            ]
            for row in rules
        ],
        "places": places,
        "history": {rule_id: rows for rule_id, rows in history.items() if len(rows) > 1},
        "words": {
            "family": {row["rule_family"]: words_of(RULE_FAMILIES, row["rule_family"]) for row in rules},
            "severity": {row["severity"]: words_of(SEVERITY_WORDS, row["severity"]) for row in rules},
        },
    }
