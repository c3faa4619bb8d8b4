"""Every SQL example of the README and of docs/sql.md runs on the published warehouse and gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/sql.md")
BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)


def _examples() -> list[tuple[str, str, list[str]]]:
    found: list[tuple[str, str, list[str]]] = []
    for page in PAGES:
        for number, block in enumerate(BLOCK.findall((ROOT / page).read_text("utf-8")), start=1):
            lines = block.splitlines()
            expected = [line.removeprefix("-- =").strip() for line in lines if line.startswith("-- =")]
            query = "\n".join(line for line in lines if not line.startswith("--"))
            found.append((f"{page}#{number}", query, expected))
    return found


@pytest.mark.parametrize(("name", "query", "expected"), _examples(), ids=[name for name, _, _ in _examples()])
def test_the_example_gives_what_the_page_says(
    name: str, query: str, expected: list[str], published_warehouse: Path
) -> None:
    with duckdb.connect(str(published_warehouse), read_only=True) as connection:
        rows = connection.execute(query).fetchall()
    shown = [", ".join("" if value is None else str(value) for value in row) for row in rows]
    assert rows, f"{name} returns nothing"
    if expected:
        assert shown == expected


def test_both_pages_have_examples() -> None:
    pages = {name.split("#")[0] for name, _, _ in _examples()}
    assert pages == set(PAGES)
