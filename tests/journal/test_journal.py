"""The journal of a run: true seconds of steps and phases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.journal.journal import Journal, peak_mb


def test_a_step_began_as_long_ago_as_it_took() -> None:
    journal = Journal()
    journal.note("read", "document", "a.pdf", 60.0, cpu_seconds=2.0, peak_mb=7, document_id="a")
    (step,) = journal.steps
    assert (step.phase, step.item_kind, step.item_name, step.outcome) == ("read", "document", "a.pdf", "done")
    assert abs(datetime.now(UTC) - step.started_at - timedelta(seconds=60)) < timedelta(seconds=5)


def test_a_phase_is_measured_and_one_that_raises_is_failed() -> None:
    journal = Journal()
    with journal.phase("scan"):
        assert journal.steps == []
    with pytest.raises(KeyError), journal.phase("dbt"):
        raise KeyError
    scan, dbt = journal.steps
    assert (scan.phase, scan.item_kind, scan.item_name, scan.outcome) == ("scan", "phase", "scan", "done")
    assert (dbt.phase, dbt.outcome) == ("dbt", "failed")
    assert scan.seconds >= 0 and scan.cpu_seconds is not None and scan.peak_mb is not None


def test_the_peak_of_memory_does_not_fall() -> None:
    before = peak_mb()
    block = bytearray(before * 1_000_000 // 2 + 50_000_000)
    block[::4096] = b"x" * len(block[::4096])
    grown = peak_mb()
    del block
    assert 10 < before <= grown <= peak_mb()
