"""The data test ``sound_rows``: each thing a row must hold has a row that fails it, whole, and one that passes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest

TEST = Path(__file__).parents[2] / "dbt_project" / "tests" / "generic" / "sound_rows.sql"


def _failing(**arguments: Any) -> list[tuple[str, str]]:
    """Documents and reasons that the test gives for the rows of ``facts``."""
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    source = re.sub(r"{% (end)?test(?: sound_rows)?", r"{% \1macro sound_rows", TEST.read_text(encoding="utf-8"))
    source = source.replace("{% endmacro sound_rows", "{% endmacro")
    module = environment.from_string(source, globals={"ref": lambda name: name}).module
    connection = duckdb.connect()
    connection.execute("create table rules as select 'r1' as rule_id, 2024 as fiscal_year")
    connection.execute(
        "create table facts (document_id varchar, line_id varchar, rule_id varchar, fiscal_year integer)"
    )
    connection.execute(
        "insert into facts values ('a', '1', 'r1', 2024), ('b', '2', 'r2', 2024), ('c', '2', null, 2024), ('d', null, 'r1', 1999)"
    )
    query = module.sound_rows("facts", **arguments)  # type: ignore[attr-defined]
    return sorted(connection.execute(f"select document_id, fails_because from ({query}\n)").fetchall())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"never_null": ["rule_id"]}, [("c", "rule_id is null")]),
        ({"keys": [["document_id"]]}, []),
        (
            {"keys": [["line_id"]]},
            [("b", "line_id is not unique"), ("c", "line_id is not unique"), ("d", "line_id is null")],
        ),
        ({"keys": [["line_id", "document_id"]]}, [("d", "line_id is null")]),
        (
            {"keys": [["coalesce(rule_id, '')"]]},
            [("a", "coalesce(rule_id, '') is not unique"), ("d", "coalesce(rule_id, '') is not unique")],
        ),
        ({"accepted": {"rule_id": ["r1"]}}, [("b", "rule_id is none of the accepted values")]),
        ({"references": {"rule_id": "rules"}}, [("b", "rule_id is not in rules")]),
        (
            {"references": {"document_id": "rules.rule_id"}},
            [(d, "document_id is not in rules.rule_id") for d in "abcd"],
        ),
        (
            {"references_together": {"rules": ["rule_id", "fiscal_year"]}},
            [(d, "rule_id, fiscal_year are not together in rules") for d in "bcd"],
        ),
        (
            {"never_null": ["line_id"], "references": {"rule_id": "rules"}},
            [("b", "rule_id is not in rules"), ("d", "line_id is null")],
        ),
    ],
)
def test_rows_that_fail_come_back_with_their_document_and_the_reason(
    arguments: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert _failing(**arguments) == expected
