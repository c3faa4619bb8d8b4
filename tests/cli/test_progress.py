"""File names and texts of reports with the screen's markup in them are printed as they are."""

from __future__ import annotations

import io

from rich.console import Console

from pipelines.cli.progress import PlainProgress, RichProgress

_NAME = "[/red]部门[bold]预算.pdf"


def _console() -> tuple[Console, io.StringIO]:
    text = io.StringIO()
    return Console(file=text, width=200, force_terminal=False), text


def test_a_plain_line_of_a_file_that_cannot_be_read() -> None:
    console, text = _console()
    PlainProgress(console).document_read(_NAME, "Error: [/x]")
    assert f"{_NAME}: Error: [/x]" in text.getvalue()


def test_bars_beside_any_file_name() -> None:
    console, text = _console()
    with RichProgress(console) as bars:
        bars.phase_started("scan")
        bars.files_counted(1)
        bars.file_looked_at(_NAME)
        bars._bars.refresh()
        assert bars._bars.tasks[0].fields["detail"] == _NAME
        console.print(bars._bars.make_tasks_table(bars._bars.tasks))
    assert _NAME in text.getvalue()


def _first_line(bars: RichProgress) -> str:
    console, text = _console()
    console.print(bars._bars.make_tasks_table(bars._bars.tasks[:1]))
    return text.getvalue()


def test_a_full_bar_moves_until_the_next_phase_begins() -> None:
    console, _ = _console()
    now = 0.0
    bars = RichProgress(console)
    bars._bars.get_time = lambda: now
    bars.phase_started("suites")
    bars.suites_counted(1)
    bars.suite_validated("structure")
    full = _first_line(bars)
    now = 75.0
    assert "0:01:15" in _first_line(bars) != full
    bars.phase_started("publish")
    ended = _first_line(bars)
    now = 200.0
    assert _first_line(bars) == ended


def test_tables_put_together_are_counted() -> None:
    console, _ = _console()
    with RichProgress(console) as bars:
        bars.phase_started("gather")
        bars.tables_gathered(3, 14)
        assert (bars._bars.tasks[0].completed, bars._bars.tasks[0].total) == (3, 14)
