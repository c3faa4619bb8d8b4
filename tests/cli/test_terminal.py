"""What a terminal is sent: texts as they stand, and no sequence but the console's own."""

from __future__ import annotations

import io
import json

import pytest
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipelines.cli.terminal import Screen, echo_json, visible
from specimens.hostile.injected import CONTROLS, PRINTABLE, TERMINAL


def _printed(what: object, *, is_terminal: bool = False) -> str:
    file = io.StringIO()
    Screen(file=file, width=200, force_terminal=is_terminal).print(what)
    return file.getvalue()


@pytest.mark.parametrize("text", CONTROLS)
def test_what_a_terminal_would_act_on_is_written_out(text: str) -> None:
    table = Table()
    table.add_column(escape(text))
    table.add_row(escape(text), Text(text))
    for what in (escape(text), Text(text), table):
        printed = _printed(what)
        assert all(char == "\n" or char.isprintable() for char in printed), repr(printed)
    assert visible(text).strip().replace("\t", "").isprintable()


def test_only_the_styles_of_the_console_reach_a_terminal() -> None:
    assert _printed(f"[bold]{escape(CONTROLS[0])}[/bold]", is_terminal=True).count("\x1b") == 2


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    table = Table()
    table.add_column("name")
    for text in ("\x1b[31mred", "plain"):
        table.add_row(escape(text))
    assert len({len(line) for line in _printed(table).splitlines()}) == 1


@pytest.mark.parametrize("text", [text for text in PRINTABLE if text in TERMINAL])
def test_markup_and_names_of_pictures_stay_words(text: str) -> None:
    assert _printed(escape(text)) == f"{text}\n"


def test_json_says_the_same_without_them(capsys: pytest.CaptureFixture[str]) -> None:
    echo_json([*CONTROLS, "预算"])
    printed = capsys.readouterr().out
    assert json.loads(printed) == [*CONTROLS, "预算"] and "预算" in printed
    assert all(char == "\n" or char.isprintable() for char in printed)
