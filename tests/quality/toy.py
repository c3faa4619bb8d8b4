"""A candidate and a suite small enough to see through: amounts of two documents, one of them wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

from pipelines.quality.declare import Expected, Suite
from pipelines.quality.policy import Effect, Policy

AMOUNTS = Expected(
    "parts_make_the_whole",
    "各部分之和等于合计。",
    "The parts make up the whole.",
    "select document_id, page_no, parts_yuan, whole_yuan, parts_yuan != whole_yuan as is_offending from amounts",
)
#: The same, with the table and the rule that each row is about.
PLACED = replace(
    AMOUNTS,
    population="select *, document_id || '-t1' as table_id, 'parts' as rule_id, parts_yuan != whole_yuan as is_offending "
    "from amounts",
)
NAMED = Expected(
    "has_a_note",
    "有备注。",
    "There is a note.",
    "select document_id, page_no, note is null as is_offending from amounts where page_no > 100",
    "info",
)
GUARD = Expected(
    "guards_something",
    "必须有内容可查。",
    "There must be something to look at.",
    "select document_id, false as is_offending from amounts where page_no > 100",
    must_find=True,
)
BROKEN = Expected(
    "asks_for_what_is_not_there", "查询不存在的列。", "Asks for a missing column.", "select no_such from amounts"
)


def suite(*expectations: Expected) -> Suite:
    """A suite of these expectations under the key ``toy``."""
    return Suite("toy", "示例。", "A toy.", expectations)


def policy(effect: Effect) -> Policy:
    """A policy that says the same of everything."""
    return Policy(default=effect)


def candidate(folder: Path, whole_of_b: str = "9.00") -> Path:
    """A DuckDB file with one table: document a adds up, document b does so if its whole is 9.00."""
    path = folder / "candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            f"""
            create table amounts as
            select * from (values
                ('a', 1, 5.00::decimal(18, 2), 5.00::decimal(18, 2), null::varchar),
                ('b', 7, 9.00, {whole_of_b}, null)
            ) as rows(document_id, page_no, parts_yuan, whole_yuan, note)
            """
        )
    return path
