"""Which figures reports are accused by, and whom to keep back for one that its page contradicts.

Which of a candidate are asked, and looking at real pages, is tested with ``runs.picture_check``.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.extraction.shown_figures import Look, PrintedFigure
from pipelines.warehouse.accused_figures import AccusedFigure, accused_figures, kept_back_for, look_at_pages
from pipelines.workers import usual_worker_count
from pipelines.workers.process import Worker

_FIGURE = PrintedFigure("a", 1, "1.00", (0, 0, 1, 1))


def test_a_figure_is_known_by_its_place_and_words() -> None:
    one = AccusedFigure("d", "t", _FIGURE)
    assert one.key == AccusedFigure("d", None, _FIGURE).key
    assert one.key != AccusedFigure("e", "t", _FIGURE).key
    assert one.key != AccusedFigure("d", "t", PrintedFigure("a", 1, "1.01", (0, 0, 1, 1))).key


def test_a_database_without_findings_accuses_nobody() -> None:
    with duckdb.connect() as connection:
        assert accused_figures(connection) == []


def test_a_report_without_a_file_shows_nothing() -> None:
    def nowhere(_: str) -> Path | None:
        return None

    assert list(look_at_pages([AccusedFigure("d", "t", _FIGURE)], nowhere)) == []


def test_many_reports_are_looked_at_by_as_many_processes_as_the_machine_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Worker] = []

    class Counted(Worker):
        def __init__(self) -> None:
            super().__init__()
            started.append(self)

    monkeypatch.setattr("pipelines.workers.pool.Worker", Counted)
    (tmp_path / "a.pdf").write_bytes(b"no report")
    accused = [AccusedFigure(f"{number:064x}", "t", _FIGURE) for number in range(3 * usual_worker_count())]
    assert list(look_at_pages(accused, lambda _: tmp_path / "a.pdf")) == []
    assert 1 <= len(started) <= usual_worker_count()


def test_only_what_differs_is_kept_back_a_table_or_the_document_of_a_text() -> None:
    cell, told = AccusedFigure("d", "t", _FIGURE), AccusedFigure("d", None, _FIGURE)
    assert not kept_back_for([(cell, Look("a", "agrees")), (told, Look("a", "unread"))])
    holds = kept_back_for([(cell, Look("a", "differs", "700"))])
    assert set(holds.tables) == {("d", "t")} and "700" in holds.tables["d", "t"].zh and not holds.documents
    assert set(kept_back_for([(told, Look("a", "differs", "700"))]).documents) == {"d"}
