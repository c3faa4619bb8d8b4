"""dbt's data tests as evidence: which fail on a candidate, and whose rows make them fail.

Belongs here: asking the candidate the compiled queries of the tests, and finding the documents behind their rows. A run
lets tests warn (``YUSUAN_TEST_SEVERITY``), so that everything is built; what becomes of those who are to blame is the gate's
business (``runs.gate``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import duckdb

from pipelines.contract.part_of_candidate import ChangedSince
from pipelines.contract.questions import Questions
from pipelines.contract.rows_by_document import document_expression, listed

#: A relation with its mark.
_MARKED = re.compile(
    r'(?P<relation>"[^"]+"\."(?P<schema>[^"]+)"\."(?P<name>[^"]+)") '
    r"/\* (?:changed|alike: (?P<alike>[^*]+?)|changed or refers(?:: (?P<column>\w+))? to (?P<target>\w+)(?:\.(?P<key>\w+))?) \*/"
)
#: What tests count in a column of this name is no value of the model.
_COUNTS = ("row_count", "n_records")
#: How dbt's own tests call the column they look at in their rows.
_OF_THE_COLUMN = ("unique_field", "value_field", "from_field")


@dataclass(frozen=True, slots=True)
class DataTest:
    """One data test: its name, dbt's query for the rows that fail it, and the relation and column it is about."""

    name: str
    query: str
    relation: str | None = None
    column: str | None = None
    #: The relations its query reads.
    reads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FailedTest:
    """A test that fails, and the documents whose rows do; none if its rows cannot be laid at any document's door."""

    name: str
    document_ids: tuple[str, ...]


def data_tests(manifest: Mapping[str, Any]) -> tuple[DataTest, ...]:
    """The data tests of a build, with the queries dbt compiled; those it did not come to are not among them."""
    nodes = manifest["nodes"]
    found = []
    for node in nodes.values():
        if node["resource_type"] != "test" or not node.get("compiled_code"):
            continue
        about = nodes.get(node.get("attached_node") or "")
        relation = f'"{about["schema"]}"."{about["name"]}"' if about else None
        read = node.get("depends_on", {}).get("nodes", ())
        reads = frozenset(nodes[key]["name"] for key in read if key in nodes)
        found.append(DataTest(node["name"], node["compiled_code"], relation, node.get("column_name"), reads))
    return tuple(found)


def failing_tests(
    candidate: Questions, tests: Iterable[DataTest], since: ChangedSince | None = None
) -> list[FailedTest]:
    """Those of the tests that fail on the open candidate; ``since`` is what changed in it since none did.

    Raises ``duckdb.Error`` if a query cannot be run: then the candidate is not what dbt built.
    """
    failed = []
    for test in tests:
        found = candidate.ask(partial(_fails, test, since))
        if found is not None:
            failed.append(found)
    return failed


def _fails(test: DataTest, since: ChangedSince | None, connection: duckdb.DuckDBPyConnection) -> FailedTest | None:
    """The test, if it fails, with whose rows make it."""
    part = query_of_part(test.query, since) if since is not None else None
    if part is not None and connection.execute(f"select 1 from ({part}\n) limit 1").fetchone() is None:
        return None
    # What fails of a part is looked at in the whole.
    if connection.execute(f"select 1 from ({test.query}\n) limit 1").fetchone() is None:
        return None
    return FailedTest(test.name, _documents(connection, test))


def query_of_part(query: str, since: ChangedSince) -> str | None:
    """A test's query over the rows that may fail since it did not; None if it does not say which these are, or rows of no document changed.

    The marks that say so are those of ``sound_rows``, behind a relation: a row that ``changed``; one that did or ``refers`` by a column to what
    did; all that are ``alike`` one that did in some columns.
    """
    judged = {found["name"] for found in _MARKED.finditer(query)}
    if not judged or any(since.is_of_nobody(name) for name in judged):
        return None
    parts = []

    def cut(found: re.Match[str]) -> str:
        part = _marked_part(found, since)
        parts.append(part)
        return part or ""

    cut_down = _MARKED.sub(cut, query)
    return None if None in parts else cut_down


def _marked_part(found: re.Match[str], since: ChangedSince) -> str | None:
    relation, place = found["relation"], (found["schema"], found["name"])
    if place not in since.columns:
        return None
    alike = tuple(name.strip() for name in (found["alike"] or "").split(",") if name.strip())
    if alike:
        # Of expressions it cannot be told which rows agree in them without looking at all.
        return since.rows(relation, place, alike) if set(alike) <= set(since.columns[place]) else relation
    if not found["target"] or found["target"] not in since.changes:
        return since.rows(relation, place)
    change, key = since.changes[found["target"]], document_expression([found["key"]]) if found["key"] else None
    if change is None or "" in change or key is None:
        return relation
    refers = key.replace(found["key"], f'"{found["column"]}"')
    return since.rows(relation, place, also=f"{refers} in {listed(since.documents)}")


def _documents(connection: duckdb.DuckDBPyConnection, test: DataTest) -> tuple[str, ...]:
    """The documents a failing test's rows name, or, if these don't, those of the rows they point at in the model."""
    columns = _columns(connection, f"({test.query}\n)")
    if "document_id" in columns:
        query = f"select distinct document_id from ({test.query}\n)"
    elif test.relation and "document_id" in (known := _columns(connection, test.relation)):
        pairs = _pairs(columns, known, test.column)
        if not pairs:
            return ()
        same = " and ".join(f"rows_of_model.{mine} is not distinct from failing.{theirs}" for mine, theirs in pairs)
        query = (
            f"select distinct rows_of_model.document_id from {test.relation} as rows_of_model "
            f"semi join ({test.query}\n) as failing on {same}"
        )
    else:
        return ()
    found = [row[0] for row in connection.execute(query).fetchall()]
    # A row that belongs to no document is nobody's fault: then the test cannot be mended by holding anybody back.
    return () if None in found else tuple(sorted(found))


def _pairs(columns: list[str], known: list[str], column: str | None) -> list[tuple[str, str]]:
    """Columns of the model with the columns of the test's rows that hold the same values."""
    if column is not None:
        for name in (column, *_OF_THE_COLUMN):
            if name in columns:
                return [(f'"{column}"', f'"{name}"')]
        return []
    return [(f'"{name}"', f'"{name}"') for name in columns if name in known and name not in _COUNTS]


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> list[str]:
    return [column[0] for column in connection.execute(f"select * from {relation} limit 0").description or ()]
