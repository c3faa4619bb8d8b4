"""What a build cost, as steps of the journal."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.journal.journal import Journal
from pipelines.warehouse.build_journal import note_build, note_diagnosed
from pipelines.warehouse.dbt_build import DbtFailure, DbtNode, DbtOutcome


def test_nodes_and_the_build_itself() -> None:
    journal = Journal()
    began = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    nodes = [
        DbtNode("model.a", 1.5, "success", began),
        DbtNode("test.b", 0.5, "fail", began),
        DbtNode("model.c", 0, "skipped"),
    ]
    note_build(journal, DbtOutcome(exit_code=0, nodes=nodes, peak_mb=400, seconds=9.0))
    node, failed, skipped, build = journal.steps
    assert (node.item_kind, node.item_name, node.seconds) == ("dbt_node", "model.a", 1.5)
    assert node.started_at == began, "when dbt began it, not when it was told"
    assert [step.outcome for step in (node, failed, skipped)] == ["done", "failed", "skipped"]
    assert (build.item_kind, build.seconds, build.peak_mb, build.outcome) == ("phase", 9.0, 400, "done")


def test_a_build_that_fails_is_noted_as_failed() -> None:
    journal = Journal()
    note_build(journal, DbtOutcome(exit_code=1, failures=[DbtFailure("test.a", "no")]))
    assert journal.steps[-1].outcome == "failed"


def test_a_document_that_was_diagnosed() -> None:
    journal = Journal()
    news = {"document_id": "d", "seconds": 2.0, "cpu_seconds": 1.0, "peak_mb": 90, "outcome": "time"}
    note_diagnosed(journal, news)
    (step,) = journal.steps
    assert (step.phase, step.document_id, step.outcome, step.peak_mb) == ("diagnose", "d", "time", 90)
