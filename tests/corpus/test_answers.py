"""The questions of ``docs/sql.md``, answered from the pages of real reports by a reader who did not ask the warehouse.

The list is ``golden_answers.csv``: for thirteen of the thirty questions at least two reports of different bodies, the figures typed from
the rendered pages. Each documented query is run as it stands, narrowed to the body and the year of the report, and must give that answer
exactly. Columns: question (its number), file and page_no (where the figure is printed), who (the body, as the report names it), subject
(which row of the answer: ``#2`` is the second, other words, parted by ``|``, stand in its cells; empty is every row), column (of the
query), printed (as printed; several figures where the answer is worked out of them), unit (as printed), answer (in yuan, per cent, or
people; ``nothing`` where the query has no such row), parts (what the rounded figures below it come to, where that is not the printed
total: the queries add them up), known_wrong (yes: the product does not give it yet), note (what is not plain from the row).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.docs.test_sql_examples import QUESTIONS
from tests.runs.whole_corpus import CorpusRun

LIST = Path(__file__).with_name("golden_answers.csv")
NOTHING = "nothing"
#: Answers known to be wrong. This number may only become smaller.
KNOWN_WRONG = 2
#: What rounding may put between a total printed in 万元 and the figures it is the total of.
MOST_ROUNDING_YUAN = 100
#: Tables that can be narrowed to one body and year.
_NARROWED = """
    select table_name from duckdb_columns()
    where schema_name = 'main' and not internal and column_name in ('body_key', 'fiscal_year') and table_name in (
        select table_name from duckdb_tables() where schema_name = 'main'
    )
    group by all having count(*) = 2
"""
_DOCUMENT = "select body_key, fiscal_year, issuer_name from dim_document where document_id = ?"
Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """One line of the list."""

    question: str
    file: str
    who: str
    subject: str
    column: str
    answer: str
    parts: str
    known_wrong: str

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of the query's result that this answer is about."""
        words = [word.strip() for word in self.subject.split("|") if word.strip()]
        chosen = list(rows)
        if words and words[0].startswith("#"):
            place = int(words.pop(0)[1:])
            chosen = chosen[place - 1 : place]
        return [row for row in chosen if all(word in map(str, row.values()) for word in words)]

    def disagrees(self, rows: Sequence[Row]) -> str | None:
        """What the query gives instead, or None where it gives this answer."""
        given = self.rows(rows)
        if self.answer == NOTHING:
            found = not given
        else:
            found = bool(given) and all(
                row[self.column] is not None and Decimal(str(row[self.column])) == Decimal(self.parts or self.answer)
                for row in given
            )
        wanted = f"{self.file} {self.subject} {self.column} {self.answer}"
        if self.known_wrong:
            return f"{wanted}: is right now, take the mark off" if found else None
        if found:
            return None
        return f"{wanted}: the query gives {given or list(rows)}"


def _answers() -> list[Answer]:
    with LIST.open(encoding="utf-8", newline="") as lines:
        return [Answer(**{name: line[name] for name in Answer.__annotations__}) for line in csv.DictReader(lines)]


ANSWERS = _answers()
ASKED = sorted({answer.question for answer in ANSWERS}, key=int)


@contextmanager
def narrowed(warehouse: Path, document_id: str) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """The warehouse as if it knew the body and year of this report alone, and who the body is."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        body_key, fiscal_year, who = connection.execute(_DOCUMENT, [document_id]).fetchall()[0]
        (catalog,) = connection.execute("select current_database()").fetchall()[0]
        body = str(body_key).replace("'", "''")
        for (table,) in connection.execute(_NARROWED).fetchall():
            connection.execute(
                f'create temp view "{table}" as select * from "{catalog}".main."{table}"'
                f" where body_key = '{body}' and fiscal_year = {int(fiscal_year)}"
            )
        yield connection, str(who)


def _ask(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    result = connection.execute(query)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def differences(warehouse: Path, folders: Sequence[Path], question: str) -> list[str]:
    """What the documented query says otherwise than the pages, report by report."""
    (example,) = [example for example in QUESTIONS if example.name.startswith(f"{question}. ")]
    found = []
    for file in dict.fromkeys(answer.file for answer in ANSWERS if answer.question == question):
        (path,) = [folder / file for folder in folders if (folder / file).is_file()]
        with narrowed(warehouse, hashlib.sha256(path.read_bytes()).hexdigest()) as (connection, who):
            rows = _ask(connection, example.query)
        for answer in (a for a in ANSWERS if (a.question, a.file) == (question, file)):
            found += [said for said in [answer.disagrees(rows)] if said]
            found += [f"{file}: {answer.who} is {who}"] if answer.who != who else []
    return found


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.whole_run
@pytest.mark.parametrize("question", ASKED)
def test_the_documented_query_gives_what_the_pages_print(
    question: str, both: CorpusRun, corpus: Path, corpus_new: Path
) -> None:
    found = differences(both.warehouse, [corpus, corpus_new], question)
    assert not found, "\n".join(found)


def test_an_answer_differs_from_the_printed_total_by_rounding_alone() -> None:
    apart = [answer for answer in ANSWERS if answer.parts]
    assert [a for a in apart if abs(Decimal(a.parts) - Decimal(a.answer)) > MOST_ROUNDING_YUAN] == []
    assert sum(bool(answer.known_wrong) for answer in ANSWERS) == KNOWN_WRONG


def test_ten_questions_and_more_are_answered_from_two_bodies_each() -> None:
    assert len(ASKED) >= 10
    assert [q for q in ASKED if len({answer.who for answer in ANSWERS if answer.question == q}) < 2] == []


def test_what_differs_from_the_page_is_told() -> None:
    rows = [{"name": "货物", "amount_yuan": Decimal("5.50")}, {"name": "服务", "amount_yuan": Decimal("2")}]
    answer = Answer("1", "a.pdf", "甲局", "服务", "amount_yuan", "2.00", "", "")
    assert answer.disagrees(rows) is None
    assert replace(answer, subject="#2 | 服务").disagrees(rows) is None
    assert replace(answer, subject="").disagrees(rows) is not None, "every row must have it"
    assert replace(answer, subject="工程", answer=NOTHING).disagrees(rows) is None
    for wrong in (replace(answer, answer="3"), replace(answer, subject="工程"), replace(answer, known_wrong="yes")):
        assert wrong.disagrees(rows) is not None
