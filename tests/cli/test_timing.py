"""The timing of the last run on the screen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import typer

from pipelines.cli.timing import print_timing
from pipelines.journal.journal import Step
from pipelines.settings import Settings
from pipelines.warehouse.run_timing import store_run_timing

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def test_phases_and_the_slowest_documents_first(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    steps = [
        Step("read", "phase", "read", NOW, 30.0, 20.0, 400),
        *(Step("read", "document", f"[b]{n}.pdf", NOW, float(n), outcome="page_time") for n in range(1, 15)),
    ]
    store_run_timing(settings.last_timing_path, "run1", steps)
    print_timing(settings)
    shown = capsys.readouterr().out
    assert "Phases of run run1" in shown and "Slowest documents (of 14, 105.0 s in all)" in shown
    assert shown.index("[b]14.pdf") < shown.index("[b]13.pdf") and "[b]2.pdf" not in shown
    assert "page time" in shown and "Slowest nodes" not in shown


def test_without_a_run_it_says_what_to_do(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        print_timing(settings)
    assert "yusuan run" in capsys.readouterr().err
