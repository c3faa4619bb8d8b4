"""A candidate brought up to date: dbt's own SQL, run again for the documents whose inputs changed, and for no other.

Belongs here: how a change travels from model to model, and running a model for some documents. A model says in its configuration how far
one row looks (``meta.scope``): into its own document (the default), into the reports that document is held against (``reach``), or anywhere
(``all``). After each model the rows before and after are compared, so that what comes out the same stops there. The SQL is that of the
build that made the candidate: a full build and this one cannot drift apart. What changed at the start is found in ``kept_candidate``,
or is what a run holds back (``runs.holding``).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

import duckdb

from pipelines.contract.rows_by_document import (
    DIGITS,
    Change,
    changed_between,
    contents,
    document_expression,
    is_nested,
    of_documents,
)
from pipelines.contract.sql import ConnectionOfThread, connect, is_small, name_of, quoted
from pipelines.warehouse.replay import ReplayError, Step, in_order, python_model, read_manifest, run_steps, step_of
from pipelines.workers.lanes import in_lanes, lane_count

Scope = Literal["document", "reach", "all"]
#: The relation that says which reports a report is held against, itself among them.
_REACH = "int_reach"
#: Where the rows of one model are made before they are compared.
_MADE = "rows_made_anew"


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done: seconds of each model that ran, by unique id, and what changed in which relation, by name."""

    seconds: Mapping[str, float]
    changes: Mapping[str, Change]

    @property
    def changed(self) -> frozenset[str]:
        """The names of relations whose rows changed."""
        return frozenset(self.changes)


@dataclass(slots=True)
class _Work:
    #: A connection to the candidate that is this thread's own.
    lane: ConnectionOfThread
    database: str
    project_dir: Path
    #: Columns and schema of every relation, by name.
    columns: dict[str, list[str]] = field(default_factory=dict)
    schemas: dict[str, str] = field(default_factory=dict)
    #: Those of the columns whose values hold others.
    nested: dict[str, list[str]] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    #: True if what looks further than a document was made over some of them only.
    is_joined: bool = False
    #: Reports held against each other before anything changed.
    reach_before: frozenset[tuple[str, str]] = frozenset()

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return self.lane.connection

    def relation(self, name: str) -> str:
        return f"{name_of(self.schemas[name])}.{name_of(name)}"

    def part(self, name: str, documents: frozenset[str]) -> str | None:
        """The rows of a relation that belong to these documents, as SQL; None if its rows belong to none."""
        condition = of_documents(self.columns.get(name, ()), documents)
        return f"(select * from {self.relation(name)} where {condition})" if condition is not None else None


def bring_up_to_date(
    candidate: Path,
    manifest: Mapping[str, Any],
    project_dir: Path,
    changes: Mapping[str, Change],
    on_model: Callable[[str], None] = lambda name: None,
    *,
    is_joined: bool = False,
) -> Applied:
    """Run again what depends on the ``changes`` (of sources, by name) in a candidate; its views may be repointed before.

    Of one that ``is_joined`` out of shards, so is whatever looks further than a document, and what depends on that.
    Raises ``ReplayError`` if a model cannot be run; then the candidate is neither as before nor as it should be.
    """
    with _opened(candidate) as connection:
        work = _work_on(connection, candidate, project_dir, changes, is_joined=is_joined)
        nodes = {node["unique_id"]: node for node in in_order(manifest["nodes"], manifest["nodes"])}
        seconds = {}
        for unique_id, done in in_lanes(
            _after(nodes), lambda key: _done(work, manifest, nodes[key]), lane_count(is_small=is_small(candidate))
        ):
            if done is None:
                continue
            name = nodes[unique_id]["name"]
            if done.change != frozenset():
                work.changes[name] = done.change
            if done.is_made:
                seconds[unique_id] = done.seconds
                on_model(name)
        connection.execute("checkpoint")
        return Applied(seconds, {name: change for name, change in work.changes.items() if name not in changes})


def _work_on(
    connection: duckdb.DuckDBPyConnection,
    candidate: Path,
    project_dir: Path,
    changes: Mapping[str, Change],
    *,
    is_joined: bool = False,
) -> _Work:
    lane = ConnectionOfThread(connection, "set TimeZone = 'UTC'", f"use {name_of(candidate.stem)}")
    work = _Work(lane, candidate.stem, project_dir, changes=dict(changes), is_joined=is_joined)
    for schema, table, column, data_type in connection.execute(
        "select table_schema, table_name, column_name, data_type from information_schema.columns "
        "where table_catalog = current_database() order by ordinal_position"
    ).fetchall():
        work.schemas[table] = schema
        work.columns.setdefault(table, []).append(column)
        if is_nested(data_type):
            work.nested.setdefault(table, []).append(column)
    work.reach_before = _reach(work)
    return work


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of a model whose inputs changed: whose rows changed, if it was made anew, in how many seconds."""

    change: Change
    is_made: bool
    seconds: float


def _after(nodes: Mapping[str, Mapping[str, Any]]) -> dict[str, set[str]]:
    """The models that each one comes after: those it reads, and, if it looks as far as reports are held against each other, what says so."""
    reach = {unique_id for unique_id, node in nodes.items() if node["name"] == _REACH}
    return {
        unique_id: {read for read in node["depends_on"]["nodes"] if read in nodes}
        | (reach if scope_of(node) == "reach" else set())
        for unique_id, node in nodes.items()
    }


def _done(work: _Work, manifest: Mapping[str, Any], node: Mapping[str, Any]) -> _Done | None:
    inputs = tuple(_name(manifest, unique_id) for unique_id in node["depends_on"]["nodes"])
    started = time.monotonic()
    try:
        found = _follow(work, node, inputs)
    except ReplayError:
        raise
    except Exception as error:
        raise ReplayError(
            f"the model {node['name']} cannot be brought up to date: {type(error).__name__}: {error}"
        ) from error
    return _Done(*found, time.monotonic() - started) if found is not None else None


def scope_of(node: Mapping[str, Any]) -> Scope:
    """Return how far one row of a model looks. Raises ``ValueError`` for a word that is none."""
    scope = node["config"].get("meta", {}).get("scope", "document")
    if scope not in get_args(Scope):
        raise ValueError(f"{node['name']}: scope {scope} is none of {', '.join(get_args(Scope))}")
    found: Scope = scope
    return found


def _name(manifest: Mapping[str, Any], unique_id: str) -> str:
    node = manifest["sources"].get(unique_id) or manifest["nodes"].get(unique_id) or {"name": unique_id}
    return str(node["name"])


def _follow(work: _Work, node: Mapping[str, Any], inputs: tuple[str, ...]) -> tuple[Change, bool] | None:
    """Let a model follow the changes of its inputs: returns whose rows changed, and whether it was made; None if there was nothing to follow."""
    name = node["name"]
    step, scope = step_of(node), scope_of(node)
    is_of_documents = document_expression(work.columns[name]) is not None
    is_made_of_shards = work.is_joined and step.kind != "view" and (scope == "all" or not is_of_documents)
    is_always = bool(node["config"].get("meta", {}).get("reads_clock")) or is_made_of_shards
    found = [work.changes[source] for source in inputs if source in work.changes]
    if not found and not is_always:
        return None
    everything = is_always or None in found
    documents = frozenset[str]().union(*(change for change in found if change is not None))
    if step.kind == "view":
        return None if everything else documents, False
    if everything or not is_of_documents or scope == "all":
        changed = _run_whole(work, step)
    else:
        changed = _run_part(work, step, documents, inputs, scope)
    return changed if is_of_documents or not changed else None, True


def _run_whole(work: _Work, step: Step) -> frozenset[str]:
    with _made(work, step) as made:
        try:
            _with_room(work, lambda: run_steps(work.connection, [made], work.project_dir))
        except ReplayError as error:
            raise ReplayError(str(error).replace(made.name, step.name)) from error
        changed = _changed(work, step, made)
        if changed:
            # All of it, in the order in which it was made: where rows are alike, what reads the table may take the first.
            _replace(work, step, made)
    return changed


def _run_part(
    work: _Work, step: Step, documents: frozenset[str], inputs: tuple[str, ...], scope: Scope
) -> frozenset[str]:
    read, columns = documents, work.columns[step.name]
    if scope == "reach":
        # What was held against a report that is gone must follow too.
        pairs = work.reach_before | _reach(work)
        documents = _with_neighbours(documents, pairs)
        read = _with_neighbours(documents, pairs)
    with _made(work, step) as made:
        if step.kind == "python":
            rows: Any = python_model(work.project_dir / step.code)(_Part(work, read), work.connection)
            work.connection.register("rows_of_model", rows)
            code = "select * from rows_of_model"
        else:
            code = _of_part(work, step, read, inputs)
        only = f"insert into {made.relation} by name select * from ({code}\n) where {of_documents(columns, documents)}"
        _with_room(work, lambda: work.connection.execute(only))
        if step.kind == "python":
            work.connection.unregister("rows_of_model")
        changed = _changed(work, step, made, documents)
        if changed:
            _replace(work, step, made, f"where {of_documents(columns, changed)}")
    return changed


def _changed(work: _Work, step: Step, made: Step, documents: frozenset[str] | None = None) -> frozenset[str]:
    """Whose rows were made otherwise than they are there, of these documents if any are given."""
    columns, nested = work.columns[step.name], work.nested.get(step.name, ())
    before = contents(work.connection, step.relation, columns, documents, nested)
    return changed_between(before, contents(work.connection, made.relation, columns, nested=nested))


def _with_room(work: _Work, make: Callable[[], object]) -> None:
    """Make rows that go nowhere yet; where they find no room, once more with what was written before out of the memory, and by one thread."""
    try:
        make()
    except (ReplayError, duckdb.OutOfMemoryException) as error:
        if not isinstance(error.__cause__ or error, duckdb.OutOfMemoryException):
            raise
        work.connection.execute("checkpoint")
        work.connection.execute("set threads = 1")
        make()


@contextmanager
def _made(work: _Work, step: Step) -> Iterator[Step]:
    """Give the step with an empty relation of its own, of the same columns and types, for a ``with`` block.

    What is made there is compared before anything is written: a table whose rows come out the same is not touched, and of one that is
    made by document only those that changed are.
    """
    work.connection.execute(f"create or replace temp table {_MADE} as from {step.relation} limit 0")
    yield replace(step, schema="temp", name=_MADE)
    work.connection.execute(f"drop table temp.{_MADE}")


def _replace(work: _Work, step: Step, made: Step, where: str = "") -> None:
    """Let a relation have the rows that were made: all of them, or those of a condition in the place of those it had of it."""
    # Its rows go in a transaction of their own: DuckDB holds a key that is deleted and written again in one to be there twice.
    work.connection.execute(f"delete from {step.relation} {where}" if where else f"truncate {step.relation}")
    work.connection.execute(f"insert into {step.relation} by name from {made.relation} {where}")


@contextmanager
def _opened(candidate: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the candidate for a ``with`` block without the log that would save it from a crash: one that is not finished is thrown away.

    With the log, each of hundreds of changes waits for the disk, and again and again half of the tables are compressed to empty it.
    """
    with connect(Path(":memory:")) as connection:
        connection.execute(f"set temp_directory = {quoted(str(candidate.parent / 'spilled'))}")
        connection.execute("set checkpoint_threshold = '1TB'")
        # Looking for the best table of symbols is half of the work of writing; without it a candidate is a twentieth larger.
        connection.execute("set disabled_compression_methods = 'fsst'")
        if is_small(candidate):
            connection.execute("set threads = 1")
        name = name_of(candidate.stem)
        connection.execute(f"attach {quoted(str(candidate))} as {name} (recovery_mode no_wal_writes)")
        connection.execute(f"use {name}")
        yield connection
        connection.execute("use memory")
        connection.execute(f"detach {name}")


def _of_part(work: _Work, step: Step, documents: frozenset[str], inputs: tuple[str, ...]) -> str:
    """dbt's SQL of a model, reading of every input the rows of these documents alone."""
    code = step.code
    for name in inputs:
        if name in work.schemas and (part := work.part(name, documents)) is not None:
            code = code.replace(f"{name_of(work.database)}.{work.relation(name)}", part)
    return code


def _reach(work: _Work) -> frozenset[tuple[str, str]]:
    rows = work.connection.execute(
        f"select left(document_id, {DIGITS}), left(printed_in, {DIGITS}) from {work.relation(_REACH)}"
    ).fetchall()
    return frozenset(rows)


def _with_neighbours(documents: frozenset[str], pairs: frozenset[tuple[str, str]]) -> frozenset[str]:
    """These documents, and those that are held against one of them or the other way round."""
    found = {other for one, other in pairs if one in documents} | {one for one, other in pairs if other in documents}
    return documents | found


@dataclass(frozen=True, slots=True)
class _Part:
    """What a Python model asks of dbt, of some documents alone."""

    work: _Work
    documents: frozenset[str]

    def config(self, **_: object) -> None:
        """Take a configuration that dbt followed when it made the tables."""

    def ref(self, name: str) -> duckdb.DuckDBPyRelation:
        """Return the rows of a model or a seed."""
        part = self.work.part(name, self.documents)
        return self.work.connection.sql(f"from {part or self.work.relation(name)}")


def bring_up_to_date_work(
    payload: tuple[Path, Path, Path, Mapping[str, Change]], tell: Callable[[Any], None]
) -> Applied:
    """Do :func:`bring_up_to_date` as a worker's job, telling each model: what DuckDB leaves behind in a process goes with the process.

    While that lasts, the file lies in a folder of its own: should this process die, or a model fail, there is no candidate that could be
    taken for a whole one.
    """
    candidate, manifest, project_dir, changes = payload
    # dbt's SQL names the database, and DuckDB names it after the file: the file keeps its name.
    aside = candidate.parent / "changing" / candidate.name
    if not candidate.exists():
        raise ReplayError(f"there is no candidate {candidate.name}: an earlier try ended in its midst")
    aside.parent.mkdir(exist_ok=True)
    with connect(candidate) as connection:
        # What was written last may still stand in the log beside the file, which would stay behind.
        connection.execute("checkpoint")
    candidate.replace(aside)
    applied = bring_up_to_date(aside, read_manifest(manifest), project_dir, changes, tell)
    aside.replace(candidate)
    aside.parent.rmdir()
    return applied
