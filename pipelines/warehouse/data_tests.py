"""dbt's data tests as evidence: which fail on a candidate, and whose rows make them fail.

Belongs here: asking the candidate the compiled queries of the tests, and finding the documents behind their rows. A run
lets tests warn (``YUSUAN_TEST_SEVERITY``), so that everything is built; what becomes of those who are to blame is the gate's
business (``runs.gate``).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import duckdb

from pipelines.contract.part_of_candidate import ChangedSince
from pipelines.contract.questions import Questions

#: A relation with its mark.
_MARKED = re.compile(
    r'(?P<relation>"[^"]+"\."(?P<schema>[^"]+)"\."(?P<name>[^"]+)") '
    r"/\* (?:changed|alike: (?P<alike>[^*]+?)|changed or refers to (?P<target>\w+)) \*/"
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
    #: True if rows of the relation may be about any document, not about those alone that theirs is held against (``meta.scope`` of the model).
    looks_anywhere: bool = True
    #: Those of the relations it reads of which that is true.
    anywhere: frozenset[str] = frozenset()


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
        anywhere = frozenset(nodes[key]["name"] for key in read if key in nodes and _looks_anywhere(nodes[key]))
        found.append(
            DataTest(
                node["name"],
                node["compiled_code"],
                relation,
                node.get("column_name"),
                reads,
                about is None or _looks_anywhere(about),
                anywhere,
            )
        )
    return tuple(found)


def _looks_anywhere(node: Mapping[str, Any]) -> bool:
    return bool(node.get("config", {}).get("meta", {}).get("scope", "document") == "all")


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
    part = query_of_part(test, since) if since is not None else None
    # What fails of a part, or cannot be asked of one, is looked at in the whole.
    if part is not None and _gives_nothing(connection, part):
        return None
    if connection.execute(f"select 1 from ({test.query}\n) limit 1").fetchone() is None:
        return None
    return FailedTest(test.name, _documents(connection, test))


def _gives_nothing(connection: duckdb.DuckDBPyConnection, query: str) -> bool:
    with contextlib.suppress(duckdb.Error):
        return connection.execute(f"select 1 from ({query}\n) limit 1").fetchone() is None
    return False


def query_of_part(test: DataTest, since: ChangedSince) -> str | None:
    """A test's query over the rows that may fail since it did not; None if it does not say which these are, or rows of no document changed.

    The marks that say so are those of ``sound_rows``, behind a relation: its rows that ``changed``; these, and all if what they ``refer`` to
    changed otherwise than document by document; all that are ``alike`` one that changed in some columns.
    """
    judged = {found["name"] for found in _MARKED.finditer(test.query)}
    if not judged or not since.documents or any(since.is_of_nobody(name) for name in judged):
        return None
    parts = [_marked_part(found, test, since) for found in _MARKED.finditer(test.query)]
    if None in parts:
        return None
    left = iter(parts)
    return _MARKED.sub(lambda found: next(left) or "", test.query)


def _marked_part(found: re.Match[str], test: DataTest, since: ChangedSince) -> str | None:
    relation, place, target = found["relation"], (found["schema"], found["name"]), found["target"]
    if place not in since.columns:
        return None
    # What was sound and did not change is sound, but for what it refers to and what is like it.
    changed = since.changed_in(found["name"])
    if found["alike"]:
        alike = tuple(name.strip() for name in found["alike"].split(","))
        # Of expressions it cannot be told which rows agree in them without looking at all.
        return since.rows(relation, place, alike, changed) if set(alike) <= set(since.columns[place]) else relation
    if target not in since.changes:
        return since.rows(relation, place, documents=changed)
    # A row refers to its own document, or to one that it is held against. One that looks anywhere may refer to any, and a row of what is
    # chosen among all may be another document's now.
    if test.looks_anywhere or target in test.anywhere or since.is_of_nobody(target):
        return relation
    return since.rows(relation, place)


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
