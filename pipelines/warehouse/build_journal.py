"""What a build cost, for the journal: dbt as a whole, each node, each document diagnosed.

Belongs here: turning dbt's own figures into steps of the journal.
"""

from __future__ import annotations

from typing import Any

from pipelines.journal.journal import Journal
from pipelines.warehouse.dbt_build import FAILED, DbtOutcome


def note_build(journal: Journal, outcome: DbtOutcome) -> None:
    """Note the build and its nodes (model, seed, test: the unique id begins with the kind)."""
    for node in outcome.nodes:
        came_of_it = "failed" if node.status in FAILED else "skipped" if node.status == "skipped" else "done"
        journal.note("dbt", "dbt_node", node.unique_id, node.seconds, outcome=came_of_it, started_at=node.started_at)
    state = "done" if outcome.is_good else "failed"
    journal.note("dbt", "phase", "dbt", outcome.seconds, peak_mb=outcome.peak_mb, outcome=state)


def note_diagnosed(journal: Journal, news: dict[str, Any]) -> None:
    """Note a document that was diagnosed inside of the build."""
    journal.note(
        "diagnose",
        "document",
        news["document_id"],
        news["seconds"],
        cpu_seconds=news["cpu_seconds"],
        peak_mb=news["peak_mb"],
        outcome=news["outcome"],
        document_id=news["document_id"],
    )
