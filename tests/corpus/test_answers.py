"""The questions of ``docs/sql.md``, answered from the pages of real reports by a reader who did not ask the warehouse.

The list is ``golden_answers.csv``: for thirteen of the thirty questions at least two reports of different bodies, the figures typed from the
rendered pages. Each documented query is run as it stands, narrowed to the body and the year of the report, and must give that answer exactly.
Columns: question (its number), file and page_no (where the figure is printed), who (the body, as the report names it), subject (which row of
the answer: ``#2`` is the second, other words, parted by ``|``, stand in its cells; empty is every row), column (of the query), printed (as
printed; two figures where the answer is worked out of two), unit (as printed), answer (in yuan, per cent, or people; ``nothing`` where the
query has no such row), note (what is not plain from the row).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.docs.test_sql_examples import QUESTIONS
from tests.runs.whole_corpus import CorpusRun

LIST = Path(__file__).with_name("golden_answers.csv")
NOTHING = "nothing"
COLUMNS = ["question", "file", "page_no", "who", "subject", "column", "printed", "unit", "answer", "note"]
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
                row[self.column] is not None and Decimal(str(row[self.column])) == Decimal(self.answer) for row in given
            )
        if found:
            return None
        wanted = f"{self.file} {self.subject} {self.column} {self.answer}"
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
