"""CSV from ``yusuan sql``: no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from pipelines.cli.sql import _run
from pipelines.contract.spreadsheet_text import as_meant, as_text

_QUERY = "select '=1+1' as \"=name\", -5.5::decimal(9, 2) as amount, '-' as blank, '@x' as at, null as nothing"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x")',
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＠SUM(A1)",
        "-x",
        " =1+1",
        "\u3000＝1+1",
        "\ufeff=1",
        "\u200b@x",
    ],
)
def test_text_that_would_be_run_is_kept_as_text(text: str) -> None:
    assert as_text(text) == "'" + text
    assert as_meant(as_text(text)) == text


@pytest.mark.parametrize(
    "value",
    [
        "",
        "预算",
        "-",
        "——",
        "--",
        "-12.30",
        "+5%",
        "-1,286.40",
        "\u3000-",
        " -5.00",
        "－",
        "a=b",
        "'=1",
        -5,
        -5.5,
        Decimal("-1.00"),
        None,
        True,
        ["=1"],
    ],
)
def test_all_else_stays_as_it_is(value: Any) -> None:
    assert as_text(value) == value
    assert not isinstance(value, str) or value == "'=1" or as_meant(value) == value


@pytest.mark.parametrize(
    ("keep", "header", "row"),
    [
        (False, ["'=name", "amount", "blank", "at", "nothing"], ["'=1+1", "-5.50", "-", "'@x", ""]),
        (True, ["=name", "amount", "blank", "at", "nothing"], ["=1+1", "-5.50", "-", "@x", ""]),
    ],
)
def test_cells_and_headers_of_a_query(
    keep: bool, header: list[str], row: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect() as connection:
        _run(connection, _QUERY, as_csv=True, keep_formulas=keep)
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [header, row]
