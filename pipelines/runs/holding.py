"""Keeping back in place: what a run holds back or switches off, put into force in the candidate that dbt built.

Belongs here: remembering it, and bringing the candidate up to date (``warehouse.incremental``); no second build. Who is to blame is judged by ``quality`` and by dbt's tests; when to stop asking is the gate's business.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.contract.holds import Holds, Reason, remembered_holds, write_holds
from pipelines.contract.part_of_candidate import ChangedSince
from pipelines.contract.questions import Questions
from pipelines.contract.rows_by_document import Change, short_of
from pipelines.contract.sql import connect
from pipelines.reports.version import reading_version
from pipelines.runs.raw_folder import read_accepted
from pipelines.runs.state import RunState
from pipelines.warehouse.data_tests import FailedTest, data_tests, failing_tests
from pipelines.warehouse.dbt_manifest import dbt_project_hash
from pipelines.warehouse.fingerprint import code_hash
from pipelines.warehouse.purge import purge
from pipelines.warehouse.replay import ReplayError, read_manifest
from pipelines.workers.budget import NO_LIMIT
from pipelines.workers.pool import Pool, Task

_WORK = "pipelines.warehouse.incremental:bring_up_to_date_work"


@dataclass
class Holding:
    """What is kept back in this run.

    ``settled`` is the part of it that was to blame once more although it was kept back, so that its rows were deleted.
    """

    state: RunState
    in_force: Holds
    settled: Holds = field(default_factory=Holds)
    #: True once the candidate is no longer as dbt left it, so that dbt's verdict on its tests no longer counts.
    is_replayed: bool = False
    _manifest: dict[str, Any] | None = None

    @classmethod
    def of(cls, state: RunState) -> Holding:
        """Return what this very code kept back before, in this run or an earlier one."""
        return cls(state, remembered_holds(state.settings, made_by(state)))

    def write(self) -> None:
        """Write it for dbt and for the next run."""
        write_holds(self.state.settings, self.in_force, made_by(self.state))
        self.state.held_back = {key: str(reason) for key, reason in self.in_force.documents.items()}

    def keep_back(self, blamed: Holds, *, documents_only: bool = False) -> bool:
        """Keep these back too; returns False, and does nothing, if that would leave nothing.

        A table that is to blame although it is held back takes its document with it (with ``documents_only`` any table
        does). A document or a rule that is to blame although it is kept back loses its rows.
        """
        new = _stricter(blamed, self.in_force, documents_only=documents_only) - self.in_force
        if not self._leaves_something(new):
            return False
        of_tables = {document_id: reason for (document_id, _), reason in blamed.tables.items()}
        again = Holds(
            {key: why for key, why in (of_tables | dict(blamed.documents)).items() if key in self.in_force.documents},
            rules={key: reason for key, reason in blamed.rules.items() if key in self.in_force.rules},
        )
        self.settled |= again
        if new:
            self.in_force |= new
            self.write()
            self._bring_up_to_date(new)
            self.is_replayed = True
        if self.settled:
            self.state.is_purged = True
            with connect(self.state.candidate_path) as connection:
                purge(connection, self.settled)
        return True

    def _bring_up_to_date(self, new: Holds) -> None:
        """Make anew what depends on what is kept back, in a process of its own: this one holds the whole run already.

        Raises ``ReplayError`` if a model cannot be made.
        """
        payload = (
            self.state.candidate_path,
            manifest_of(self.state),
            self.state.settings.dbt_project_dir,
            changes_of(new),
        )
        with Pool(1) as pool:
            for outcome in pool.run([Task("hold", _WORK, payload, NO_LIMIT)]):
                if outcome.problem:
                    raise ReplayError(outcome.problem.en.removeprefix(f"{ReplayError.__name__}: "))

    def _leaves_something(self, new: Holds) -> bool:
        """False if no document would be left, or no figure where there are some: then it is the program that fails."""
        all_of_it = self.in_force | new
        read = {file.document_id for file in read_accepted(self.state)}
        if new.documents and read <= all_of_it.documents.keys():
            return False
        query = "select distinct document_id, table_id from intermediate.int_amount"
        with connect(self.state.candidate_path, read_only=True) as connection:
            tables = connection.execute(query).fetchall()
        left = [table for table in tables if table not in all_of_it.tables and table[0] not in all_of_it.documents]
        return bool(left) or not tables

    def failing_tests(
        self, names: Collection[str] | None = None, since: ChangedSince | None = None
    ) -> list[FailedTest]:
        """Ask the candidate dbt's data tests (of these names, or what may fail ``since`` none did): which fail, and whose rows make them."""
        tests = [
            test
            for test in data_tests(self.manifest)
            if (names is None or test.name in names)
            and (since is None or not test.reads.isdisjoint(since.changes.keys()))
        ]
        with Questions(self.state.candidate_path) as candidate:
            return failing_tests(candidate, tests, since)

    @property
    def manifest(self) -> dict[str, Any]:
        """What dbt wrote of the build that made the candidate."""
        if self._manifest is None:
            self._manifest = read_manifest(manifest_of(self.state))
        return self._manifest


def changes_of(new: Holds) -> dict[str, Change]:
    """Return what changes in the tables of the run that say what is kept back, by their names."""
    documents = frozenset(map(short_of, [*new.documents, *(document_id for document_id, _ in new.tables)]))
    changes: dict[str, Change] = {}
    if documents:
        changes["holds"] = documents
    if new.rules:
        changes["switched_off_rules"] = None
    return changes


def manifest_of(state: RunState) -> Path:
    """Return the manifest, with compiled SQL, of the build that made the run's candidate."""
    return state.manifest_path or state.settings.dbt_target_dir / "manifest.json"


def made_by(state: RunState) -> str:
    """Return the hash of the code that finds what to keep back, as it was when the run first asked."""
    if state.made_by is None:
        state.made_by = f"{reading_version()} {code_hash(dbt_project_hash(state.settings))}"
    return state.made_by


def blamed_by(tests: Collection[FailedTest]) -> Holds:
    """The documents whose rows make data tests fail."""
    names: dict[str, list[str]] = {}
    for test in tests:
        for document_id in test.document_ids:
            names.setdefault(document_id, []).append(test.name)
    return Holds(
        {
            document_id: Reason(
                f"该文件的数据不符合数据检验：{'、'.join(failed)}",
                f"data tests fail on this document's rows: {', '.join(failed)}",
            )
            for document_id, failed in sorted(names.items())
        }
    )


def _stricter(blamed: Holds, in_force: Holds, *, documents_only: bool) -> Holds:
    """``blamed``, with documents in the place of tables that are held back in vain."""
    in_vain = {table for table in blamed.tables if documents_only or table in in_force.tables}
    documents = {document_id: blamed.tables[document_id, table_id] for document_id, table_id in sorted(in_vain)}
    tables = {table: reason for table, reason in blamed.tables.items() if table not in in_vain}
    return Holds({**documents, **blamed.documents}, tables, blamed.rules)
