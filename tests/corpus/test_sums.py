"""Every sum down a table of every real report closes, or is in the reviewed list of sums the page leaves open."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.sums import open_sums, reviewed_open_sums
from tests.runs.whole_corpus import CorpusRun


def corpus_reports() -> list[str]:
    with (Path(__file__).parent / "registered.csv").open(newline="", encoding="utf-8") as file:
        return [Path(row["file"]).stem for row in csv.DictReader(file)]


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.whole_run
@pytest.mark.parametrize("stem", corpus_reports())
def test_sums_down_the_tables_close(stem: str, corpus: Path, both: CorpusRun) -> None:
    _, found = open_sums(both.reading(corpus / f"{stem}.pdf"))
    reviewed = reviewed_open_sums(stem)
    # A sum of the list that closes now must leave the list.
    assert {(each.page_no, each.label) for each in found} == reviewed, found


def hand_over(total: str, parts: list[str], *, total_is_last: bool = False) -> dict[str, list[dict[str, Any]]]:
    rows = [{"row_id": f"r{number}", "row_kind": "line", "level_no": 1} for number in range(len(parts))]
    rows.insert(len(rows) if total_is_last else 0, {"row_id": "total", "row_kind": "total", "level_no": 0})
    common = {"table_id": "t", "block_no": 1, "page_no": 3, "label_printed": "合计"}
    figures = {"total": total, **{f"r{number}": part for number, part in enumerate(parts)}}
    return {
        "printed_tables": [{"table_id": "t", "table_kind": "expenditure_summary", "printed_title": "支出总表"}],
        "rows": [row | common for row in rows],
        "lines": [
            {
                "row_id": row_id,
                "measure_key": "total",
                "amount_year": 2024,
                "value_type": "money",
                "value": Decimal(text),
                "decimals_printed": len(text.partition(".")[2]),
            }
            for row_id, text in figures.items()
        ],
    }


@pytest.mark.parametrize("total_is_last", [False, True])
def test_a_sum_is_open_beyond_rounding(total_is_last: bool) -> None:
    assert open_sums(hand_over("3.00", ["1.00", "2.01"], total_is_last=total_is_last)) == (1, [])
    checked, found = open_sums(hand_over("3.00", ["1.00", "2.02"], total_is_last=total_is_last))
    assert checked == 1
    assert [(each.page_no, each.label, each.sum_of_parts) for each in found] == [(3, "合计", Decimal("3.02"))]
