"""The last run, the last publication and the lists, well and not."""

from __future__ import annotations

import pytest

from pipelines.reports.version import reading_version
from pipelines.runs.outcome import Outcome, record
from pipelines.runs.state import run_at_work
from pipelines.settings import Settings
from pipelines.upkeep.health import Health
from pipelines.upkeep.work_done import look_at_work_done
from tests.upkeep.test_programs import publish


def look(settings: Settings) -> dict[str, Health]:
    return {item.thing: item for item in look_at_work_done(settings)}


def test_before_anything_ran_it_is_told_what_to_do(settings: Settings) -> None:
    found = look(settings)
    assert {item.state for thing, item in found.items() if thing.startswith("last")} == {"note"}
    assert found["last run"].advice == "yusuan run" and found["lists of sources"].state == "ok"


def test_the_last_publication_is_dated(settings: Settings) -> None:
    publish(settings, reading_version())
    assert look(settings)["last publication"].found.startswith("20")


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("published", "ok"), ("nothing_new", "ok"), ("gate_closed", "problem"), ("failed", "problem")],
)
def test_a_run_that_came_to_nothing_is_a_problem(settings: Settings, outcome: Outcome, state: str) -> None:
    with run_at_work(settings, "test") as at_work:
        record(at_work, outcome, "Because.\nAnd more.", "因为。")
    found = look(settings)["last run"]
    assert found.state == state and outcome.replace("_", " ") in found.found
    assert ("Because." in found.found) is (state == "problem") and "And more" not in found.found


def test_a_record_that_is_damaged_stops_no_look(settings: Settings) -> None:
    settings.warehouse_dir.mkdir()
    settings.last_run_path.write_text("{")
    assert look(settings)["last run"].state == "note"


def test_lines_of_lists_that_are_no_good_are_counted(settings: Settings) -> None:
    (settings.raw_dir / "sources.csv").write_text(
        "url,file_name\nhttps://example.gov.cn/a.pdf,a.pdf\nnot an address,b.pdf\n,c.pdf\n"
    )
    found = look(settings)["lists of sources"]
    assert found.state == "problem" and found.found == "lines that are no good: 2"
    (settings.raw_dir / "sources.csv").write_text("url,file_name\nhttps://example.gov.cn/a.pdf,a.pdf\n")
    assert look(settings)["lists of sources"].found == "lines: 1"
