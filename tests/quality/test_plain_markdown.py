"""Text of reports in notes and descriptions: drawn as it stands, by the program that draws Data Docs."""

from __future__ import annotations

import html
import re

import mistune
import pytest

from pipelines.quality.plain_markdown import as_plain_markdown
from specimens.hostile.injected import PRINTABLE


@pytest.mark.parametrize("text", [*PRINTABLE, "2010301 · 合计_本年_ 1,200.50"])
def test_it_is_drawn_as_it_stands(text: str) -> None:
    drawn = str(mistune.markdown(f"row: {as_plain_markdown(text)}"))
    found = re.fullmatch(r"<p>row: ([^<>]*)</p>\s*", drawn)
    assert found is not None, drawn
    assert html.unescape(found[1]) == text


def test_a_list_stays_one() -> None:
    drawn = str(mistune.markdown(as_plain_markdown("Kept back:\n- a_b: 1\n- [c](d)")))
    assert drawn.count("<li>") == 2 and "<a" not in drawn
