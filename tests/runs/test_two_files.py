"""Disclosures in two files, text and tables, of which only the text has a cover: through the main job, then one line of a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from specimens.families import clean_report
from specimens.families.money import ISSUER, YEAR
from specimens.typeset import LOOKS, Report, TableBlock, TextBlock, typeset
from tests.runs.main_job import run
from tests.runs.printed import with_words

pytestmark = pytest.mark.slow
OTHER, ANOTHER = "西原市统筹协调局", "北岭市统筹协调局"
IDENTITY = """
select file_name, issuer_name, fiscal_year, issuer_source, fiscal_year_source, part, is_published from dim_document order by all
"""


def _tables(seed: int) -> bytes:
    """The tables alone: no cover, and nobody named above them."""
    report = clean_report("suzhou", seed).report
    blocks = tuple(block for block in report.blocks if isinstance(block, TableBlock))
    return typeset(with_words(Report("", blocks), {ISSUER: ""}), LOOKS["reference"]).pdf


def _text(seed: int, issuer: str) -> bytes:
    """The text alone, with its cover."""
    report = clean_report("suzhou", seed).report
    blocks = tuple(block for block in report.blocks if isinstance(block, TextBlock))
    return typeset(with_words(Report(report.title, blocks), {ISSUER: issuer}), LOOKS["reference"]).pdf


class Folder:
    """A raw folder and its warehouse, and runs over them."""

    def __init__(self, root: Path) -> None:
        self.raw, self.warehouse = root / "raw", root / "warehouse"
        self.raw.mkdir()

    def run(self) -> tuple[int, str, list[tuple[Any, ...]], int]:
        """Run; returns exit status, what was printed, who each file is said to be, and how many checks cross two files."""
        status, printed = run(self.raw, self.warehouse)
        with duckdb.connect(str(self.warehouse / "yusuan.duckdb"), read_only=True) as connection:
            rows = connection.execute(IDENTITY).fetchall()
            ((checked,),) = connection.execute(
                "select count(*) from fct_reconciliation where rule_id like 'text%' and status = 'passed'"
            ).fetchall()
        return status, printed, rows, checked


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str, list[tuple[Any, ...]], int]]:
    """Before and after a person says whose the tables are that two texts fit."""
    folder = Folder(tmp_path_factory.mktemp("two_files"))
    for name, content in {
        "south_tables.pdf": _tables(2),
        "south_text.pdf": _text(2, ISSUER),
        "west_tables.pdf": _tables(3),
        "west_text.pdf": _text(3, OTHER),
        "west_text_of_another.pdf": _text(3, ANOTHER),
    }.items():
        (folder.raw / name).write_bytes(content)
    stages = {"before": folder.run()}
    line = f"west_tables.pdf,{OTHER},see the letter\n"
    (folder.raw / "sources.csv").write_text(f"file_name,issuer,note\n{line}", encoding="utf-8")
    stages["stated"] = folder.run()
    stages["again"] = folder.run()
    return stages


def test_tables_go_to_the_text_that_prints_the_same_totals(story: dict[str, Any]) -> None:
    status, printed, rows, checked = story["before"]
    assert ("south_tables.pdf", ISSUER, YEAR, "same_totals", "printed", "tables", True) in rows
    assert ("south_text.pdf", ISSUER, YEAR, "printed", "printed", "text", True) in rows
    assert "Taken from outside of the report, and why" in printed and "south_text.pdf" in printed
    assert checked > 5, "the text is held against the tables beside it"
    assert status == 3


def test_tables_that_fit_two_texts_are_held_back_and_both_are_named(story: dict[str, Any]) -> None:
    _, printed, rows, _ = story["before"]
    assert ("west_tables.pdf", None, YEAR, None, "printed", "tables", False) in rows
    words = "".join(printed.split())
    assert f"west_text.pdf({OTHER}" in words and f"west_text_of_another.pdf({ANOTHER}" in words


def test_one_line_of_a_person_puts_it_right(story: dict[str, Any]) -> None:
    status, printed, rows, _ = story["stated"]
    assert ("west_tables.pdf", OTHER, YEAR, "stated", "printed", "tables", True) in rows
    assert status == 0, printed
    assert "stated in data/raw/sources.csv, line 2" in " ".join(printed.split())


def test_nothing_is_done_twice_and_what_was_assumed_is_told_again(story: dict[str, Any]) -> None:
    status, printed, rows, _ = story["again"]
    assert status == 0 and "nothing was read or built" in printed
    assert rows == story["stated"][2]
    assert "Taken from outside of the report, and why" in printed
