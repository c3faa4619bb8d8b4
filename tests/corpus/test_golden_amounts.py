"""Twice two hundred amounts drawn at random, every coordinate typed from the rendered page by a reader who did not write the reading.

The lists are ``golden_amounts.csv`` and ``golden_amounts_2.csv``; how they were drawn and what they come to stands in
``docs/precision.md``. A figure is found again by what the page shows: file, page, the figure as printed and its place (``box``, in points from the lower left corner), never by an id that
changes with the code. Columns: row and column (words as printed), value_yuan, money_unit, amount_year, table_kind, function_code,
economic_code (as printed, of the national list where only a name is), project, budget_unit, fund_source,
expenditure_kind, carry_scope (keys of the axes), is_leaf, known_wrong (fields that are known to be read wrong, or lost), note (what is
not plain from the row itself). ``n/a``: the axis does not apply, and nothing may be published on it. ``open``: the page leaves it open,
and it is not compared. A reading that says of itself that it was not understood loses a field as much as a wrong one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.runs.whole_corpus import CorpusRun

#: Fields of each list known to be read wrong. These numbers may only become smaller.
KNOWN_WRONG = {"golden_amounts.csv": 0, "golden_amounts_2.csv": 0}
#: Fields of each list that the page decides, at the least: a list of open fields would hold nothing.
DECIDED = {"golden_amounts.csv": 2600, "golden_amounts_2.csv": 2560}
FIELDS = (
    "row",
    "column",
    "value_yuan",
    "money_unit",
    "amount_year",
    "table_kind",
    "function_code",
    "economic_code",
    "project",
    "budget_unit",
    "fund_source",
    "expenditure_kind",
    "carry_scope",
    "is_leaf",
)
NOT_APPLICABLE, OPEN = "n/a", "open"
_QUERY = """
    select
        regexp_extract(doc.file_name, '[^/]+$'), amount.page_no, amount.amount_printed,
        cell.x0_points, cell.y0_points, cell.x1_points, cell.y1_points,
        coalesce(amount.label_printed, regexp_extract(amount.row_path, '[^/]+$')), amount.header_path,
        amount.amount_yuan, amount.unit_printed, amount.amount_year,
        amount.table_kind, amount.function_code, amount.economic_code, amount.project_name, unit.unit_name,
        amount.fund_source_key, amount.expenditure_kind, amount.carry_scope, amount.is_leaf
    from fct_amount as amount
    inner join dim_document as doc using (document_id)
    inner join dim_cell as cell on amount.cell_id = cell.cell_id and amount.page_no = cell.page_no
    left join dim_budget_unit as unit on amount.unit_key = unit.unit_key
"""
_NAMES = ("file", "page", "printed", "x0", "y0", "x1", "y1", *FIELDS)
Published = Mapping[str, object]
Golden = Mapping[str, str]


def _bare(text: object) -> str:
    """A name without spaces, its brackets in their wide or narrow form."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(text)))


def _is_at(golden: Golden, published: Published) -> bool:
    """Whether the published figure is the one at this place of the page."""
    x0, y0, x1, y1 = (float(part) for part in golden["box"].split())
    across, up = (x0 + x1) / 2, (y0 + y1) / 2
    left, low, right, high = (float(str(published[name])) for name in ("x0", "y0", "x1", "y1"))
    return (
        (golden["file"], golden["page"]) == (published["file"], str(published["page"]))
        and _bare(golden["printed"]) == _bare(published["printed"])
        and left <= across <= right
        and low <= up <= high
    )


def _is_right(field: str, golden: Golden, published: Published) -> bool:
    """Whether a field says what the page says."""
    wanted, found = golden[field], published[field]
    if wanted == OPEN:
        return True
    if wanted == NOT_APPLICABLE or found is None:
        return wanted == NOT_APPLICABLE and found is None
    if field == "column":
        return all(_bare(part) in _bare(found) for part in wanted.split("/"))
    if field == "value_yuan":
        return Decimal(wanted) == Decimal(str(found))
    if field == "is_leaf":
        return (wanted == "yes") is found
    if field in {"row", "project", "budget_unit"}:
        return _bare(wanted) == _bare(found)
    return wanted == str(found)


def wrong_fields(golden: Golden, published: Sequence[Published]) -> set[str]:
    """The fields of one amount that are not published as the page has them; all if the figure itself is not published."""
    here = [amount for amount in published if _is_at(golden, amount)]
    if len(here) != 1:
        return {field for field in FIELDS if golden[field] != OPEN}
    return {field for field in FIELDS if not _is_right(field, golden, here[0])}


def read_golden(name: str) -> list[Golden]:
    """One of the lists."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module", params=sorted(KNOWN_WRONG))
def list_name(request: pytest.FixtureRequest) -> str:
    """The file name of a list."""
    return str(request.param)


@pytest.fixture(scope="module")
def golden_amounts(list_name: str) -> list[Golden]:
    """The list."""
    return read_golden(list_name)


@pytest.fixture(scope="module")
def published(both: CorpusRun) -> dict[tuple[str, str], list[Published]]:
    """The amounts the main job publishes of both corpora, by file and page."""
    found: dict[tuple[str, str], list[Published]] = defaultdict(list)
    for row in both.ask(_QUERY):
        amount = dict(zip(_NAMES, row, strict=True))
        found[str(amount["file"]), str(amount["page"])].append(amount)
    return found


def test_the_list_is_whole(list_name: str, golden_amounts: Sequence[Golden]) -> None:
    assert len(golden_amounts) == 200
    assert len({(row["file"], row["page"], row["box"]) for row in golden_amounts}) == 200
    assert [row for row in golden_amounts if not all(row[field] for field in FIELDS)] == []
    assert {field for row in golden_amounts for field in row["known_wrong"].split()} <= set(FIELDS)
    decided = sum(row[field] != OPEN for row in golden_amounts for field in FIELDS)
    assert decided >= DECIDED[list_name]


def test_the_known_wrong_fields_become_fewer(list_name: str, golden_amounts: Sequence[Golden]) -> None:
    assert sum(len(row["known_wrong"].split()) for row in golden_amounts) <= KNOWN_WRONG[list_name]


def test_no_amount_is_in_both_lists() -> None:
    places = [(row["file"], row["page"], row["box"]) for name in KNOWN_WRONG for row in read_golden(name)]
    assert len(set(places)) == len(places)


def _example() -> tuple[dict[str, str], dict[str, object]]:
    """An amount as typed, and the same as published."""
    golden = dict.fromkeys(FIELDS, NOT_APPLICABLE) | {
        "file": "a.pdf",
        "page": "3",
        "printed": "1,2 00.50",
        "box": "10 20 30 40",
    }
    golden |= {
        "row": "维修（护）费",
        "column": "基本支出/小计",
        "value_yuan": "12005000.00",
        "is_leaf": "no",
        "fund_source": OPEN,
    }
    found: dict[str, object] = dict.fromkeys(_NAMES) | {"file": "a.pdf", "page": 3, "printed": "1,200.50"}
    found |= {"x0": 9.0, "y0": 19.0, "x1": 31.0, "y1": 41.0, "row": "维修(护) 费", "column": "预算数/基本支出/小 计"}
    found |= {"value_yuan": Decimal("12005000.00"), "is_leaf": False, "fund_source": "all"}
    return golden, found


def test_an_amount_read_as_typed_has_no_wrong_field() -> None:
    golden, found = _example()
    assert wrong_fields(golden, [found]) == set()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("row", "租赁费"),
        ("column", "预算数/项目支出/小计"),
        ("value_yuan", Decimal("1200.50")),
        ("value_yuan", None),
        ("is_leaf", True),
        ("is_leaf", None),
        ("project", "维修（护）费"),
        ("function_code", "201"),
    ],
)
def test_a_field_that_is_wrong_lost_or_too_much_is_told(field: str, value: object) -> None:
    golden, found = _example()
    assert wrong_fields(golden, [{**found, field: value}]) == {field}


@pytest.mark.parametrize("change", [{"page": 4}, {"printed": "1,200.5"}, {"x0": 25.0}, {"y1": 25.0}, {"file": "b.pdf"}])
def test_a_figure_that_is_not_where_it_stands_has_all_fields_wrong(change: Mapping[str, object]) -> None:
    golden, found = _example()
    assert wrong_fields(golden, [{**found, **change}]) == set(FIELDS) - {"fund_source"}
    assert wrong_fields(golden, [found, found]) == set(FIELDS) - {"fund_source"}


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.whole_run
def test_every_field_is_published_as_the_page_has_it(
    golden_amounts: Sequence[Golden], published: Mapping[tuple[str, str], Sequence[Published]]
) -> None:
    wrong = {
        (row["file"], row["page"], row["printed"], field)
        for row in golden_amounts
        for field in wrong_fields(row, published.get((row["file"], row["page"]), []))
        if field not in row["known_wrong"].split()
    }
    assert wrong == set()
