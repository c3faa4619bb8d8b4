"""Small reports of one body that deceive, each in one way, through the main job: what is published is what the sound one says, and nobody is blamed."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.runs.main_job import run

pytestmark = [pytest.mark.slow, pytest.mark.corpus]
SOUND = "control_core"
#: The whole of its amounts, in whichever way they are printed.
ALIKE = (
    "acroform_amounts",
    "fake_bold_totals",
    "superscript_note",
    "watermark_seal",
    "white_text",
    "whiteout_correction",
)
#: Another report of the body, with a row that a page's end cuts.
CUT = "row_over_page_break"


@pytest.fixture(scope="module")
def warehouse(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cases = corpus.parent / "cases"
    if not cases.is_dir():
        pytest.skip(f"the small reports that deceive are not here ({cases})")
    folder = tmp_path_factory.mktemp("cases")
    (folder / "raw").mkdir()
    for name in (SOUND, *ALIKE, CUT):
        shutil.copy(cases / f"{name}.pdf", folder / "raw")
    status, printed = run(folder / "raw", folder / "warehouse")
    assert status == 0, printed
    return folder / "warehouse" / "yusuan.duckdb"


def _ask(warehouse: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query, list(values)).fetchall()


def test_nothing_is_found_held_back_or_flagged(warehouse: Path) -> None:
    assert _ask(warehouse, "select severity, title_en from rpt_discrepancy") == []
    assert _ask(warehouse, "select * from rpt_quarantine") == []
    assert _ask(warehouse, "select count(*) from dim_document where is_published") == [(len(ALIKE) + 2,)]
    assert (
        _ask(warehouse, "select file_name from fct_amount join dim_document using (document_id) where is_flagged") == []
    )


_AMOUNTS = """
select table_kind, row_path, header_path, amount_yuan, count(*)
from fct_amount join dim_document using (document_id)
where file_name = ? and amount_yuan <> 0
group by all order by all
"""


@pytest.mark.parametrize("name", ALIKE)
def test_its_amounts_are_those_of_the_sound_report(warehouse: Path, name: str) -> None:
    sound = _ask(warehouse, _AMOUNTS, f"{SOUND}.pdf")
    assert len(sound) > 100
    assert _ask(warehouse, _AMOUNTS, f"{name}.pdf") == sound


def test_a_row_that_a_page_cuts_is_there_once_in_each_table(warehouse: Path) -> None:
    rows = _ask(
        warehouse,
        "select table_kind, measure_key, amount_yuan from fct_amount join dim_document using (document_id) "
        "where file_name = ? and function_code = '2080505' order by all",
        f"{CUT}.pdf",
    )
    once = [("basic", Decimal(892_000)), ("project", Decimal(0)), ("total", Decimal(892_000))]
    assert rows == [(kind, *cell) for kind in ("expenditure_summary", "general_public_expenditure") for cell in once]
