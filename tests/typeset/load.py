"""Reading a described report from its folder: `report.toml`, one CSV a grid, plain text files.

Belongs here: the file format of a description. The types are `model.py`, the CSV marks `grid.py`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from tests.typeset.grid import cells_of, parse_csv
from tests.typeset.model import Block, Break, Form, Report, Table, TextBlock, TextLine

REPORTS = Path(__file__).parent / "reports"
PAGE_MARK = "=== page ==="
_TITLE = re.compile(r"第[一二三四五六七八九十]+部分")


def load_report(name: str, folder: Path | None = None) -> Report:
    """The described report of a name, from `tests/typeset/reports/` unless another folder is given."""
    home = folder or REPORTS / name
    data: dict[str, Any] = tomllib.loads((home / "report.toml").read_text(encoding="utf-8"))
    blocks = tuple(_block(home, block) for block in data["block"])
    return Report(name, data["title"], blocks, data.get("first_page_number", 1))


def text_lines(text: str) -> tuple[TextLine, ...]:
    """Lines of running text: a blank line ends a paragraph, `PAGE_MARK` a page."""
    lines: list[TextLine] = []
    starts_paragraph, starts_page, is_title = True, False, False
    for line in text.splitlines():
        if line == PAGE_MARK:
            starts_page = True
        elif not line.strip():
            starts_paragraph = True
        else:
            if starts_paragraph:
                is_title = _TITLE.match(line) is not None
            lines.append(TextLine(line, starts_paragraph, starts_page, is_title))
            starts_paragraph = starts_page = False
    return tuple(lines)


def _block(home: Path, data: dict[str, Any]) -> Block:
    if "text" in data:
        return TextBlock(text_lines((home / data["text"]).read_text(encoding="utf-8")), data.get("new_page", True))
    if "heading" in data:
        return TextBlock((TextLine(data["heading"], True, False, True),), data.get("new_page", True))
    forms = tuple(_form(home, form) for form in data.get("form", [data]))
    named = {key: data[key] for key in Table.__dataclass_fields__ if key in data and key not in ("no", "forms")}
    return Table(no=data["table"], forms=forms, **named)


def _form(home: Path, data: dict[str, Any]) -> Form:
    rows = parse_csv((home / data["grid"]).read_text(encoding="utf-8"))
    width = len(rows[0])
    widths = tuple(float(w) for w in data["widths"])
    align = data.get("align", "")
    if len(widths) != width or len(align) not in (0, width):
        raise ValueError(f"{data['grid']} has {width} columns, its widths {len(widths)}, its align {len(align)}")
    breaks = tuple(
        Break(b.get("before_row"), b.get("inside_row"), {int(col): rest for col, rest in b.get("rest", {}).items()})
        for b in data.get("break", [])
    )
    return Form(cells_of(rows), len(rows), width, widths, data.get("header_rows", 0), align, breaks)
