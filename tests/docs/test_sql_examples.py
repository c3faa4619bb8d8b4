"""Every SQL example of the READMEs and of docs/sql.md runs on the published warehouse and gives what the page says.

Questions that one report cannot answer begin with ``-- several reports``: they run on it, too, and the corpora answer them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from pipelines.contract.audiences import BEGIN, schema_of
from tests.runs.whole_corpus import CorpusRun

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.zh-CN.md", "docs/sql.md")
BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)
QUESTION = re.compile(r"^### (?=\d+\. )", re.MULTILINE)
SEVERAL = "-- several reports"


class Example(NamedTuple):
    """A block of SQL on a page: its name, its query, the rows it gives, whether it may give none on one report."""

    name: str
    query: str
    expected: list[str]
    wants_several: bool


def _example(name: str, block: str) -> Example:
    lines = block.splitlines()
    expected = [line.removeprefix("-- =").strip() for line in lines if line.startswith("-- =")]
    query = "\n".join(line for line in lines if not line.startswith("--"))
    return Example(name, query, expected, lines[0] == SEVERAL)


def _blocks(page: str) -> list[str]:
    return BLOCK.findall((ROOT / page).read_text("utf-8"))


EXAMPLES = [_example(f"{page}#{n}", block) for page in PAGES for n, block in enumerate(_blocks(page), start=1)]
QUESTIONS = [
    _example(part.splitlines()[0], BLOCK.findall(part)[0])
    for part in QUESTION.split((ROOT / "docs/sql.md").read_text("utf-8"))[1:]
]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_the_example_gives_what_the_page_says(example: Example, published_warehouse: Path) -> None:
    with duckdb.connect(str(published_warehouse), read_only=True) as connection:
        rows = connection.execute(example.query).fetchall()
    shown = [", ".join("" if value is None else str(value) for value in row) for row in rows]
    assert rows or example.wants_several, f"{example.name} returns nothing"
    if example.expected:
        assert shown == example.expected


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_the_example_names_tables_where_they_are(example: Example) -> None:
    bare = re.findall(r"\b(?:from|join)\s+((?:fct|rpt|dim)_\w+)", example.query)
    assert [table for table in bare if schema_of(table) != BEGIN] == [], "old names go with the next version"


def test_all_pages_have_examples() -> None:
    assert {example.name.split("#")[0] for example in EXAMPLES} == set(PAGES)


def test_the_readme_is_the_same_in_both_languages_as_far_as_it_is_sql() -> None:
    assert _blocks("README.zh-CN.md") == _blocks("README.md")


def test_both_readmes_name_the_same_commands_headings_pages_and_tables() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
    for what in (
        r"^\$ ([^#\n]*[^#\n ])",
        r"^(#+) ",
        r"\]\(((?:docs|benchmarks|CONTRIBUTING|CHANGELOG)[^)#]*)",
        r"^\| (`[^|]*`)",
    ):
        found = [
            [name.replace("、", ", ") for name in re.findall(what, text, re.MULTILINE)] for text in (english, chinese)
        ]
        assert len(found[0]) > 4 and sorted(found[0]) == sorted(found[1]), what
    named = [set(re.findall(r"`([a-z_.]+_[a-z_]+)`", text)) for text in (english, chinese)]
    assert len(named[0]) > 10 and named[0] == named[1]


def test_there_are_thirty_questions_in_both_languages_with_a_short_query_each() -> None:
    assert [example.name.split(". ")[0] for example in QUESTIONS] == [str(number) for number in range(1, 31)]
    chinese = re.compile(r"[\u4e00-\u9fff]")
    assert [e.name for e in QUESTIONS if not (chinese.search(e.name) and re.search(r"[a-z]{3}", e.name))] == []
    assert {e.name: len(e.query.splitlines()) for e in QUESTIONS if len(e.query.splitlines()) > 12} == {}


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.whole_run
@pytest.mark.parametrize("example", QUESTIONS, ids=[example.name.split(". ")[0] for example in QUESTIONS])
def test_real_reports_answer_the_question(example: Example, both: CorpusRun) -> None:
    assert both.ask(example.query), f"{example.name} returns nothing"
