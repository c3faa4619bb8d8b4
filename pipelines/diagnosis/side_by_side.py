"""Diagnosis of many documents side by side, each in a worker process within its budget, none done twice.

Belongs here: handing each document's rows to the workers, remembering findings by the hash of the rows and of the code they
came from, and what is said of a document whose diagnosis was given up. How one document is diagnosed is in ``frames``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.contract.code_version import code_version
from pipelines.contract.files import written_whole
from pipelines.diagnosis.frames import ModelRows, diagnose_rows
from pipelines.diagnosis.given_up import given_up_findings
from pipelines.diagnosis.store import SCHEMA
from pipelines.workers import Budget, Outcome, Pool, Problem, Task

#: The models a diagnosis reads, by the part of :class:`ModelRows` they fill; ``rules`` belong to no document.
INPUTS: dict[str, str] = {
    "checks": "fct_reconciliation",
    "terms": "int_check_term",
    "amounts": "int_amount",
    "statements": "int_statement",
    "tables": "stg_printed_tables",
    "rules": "rules",
}
_OF_DOCUMENTS = tuple(part for part in INPUTS if part != "rules")
_WORK = f"{__name__}:diagnose_one"


@dataclass(frozen=True, slots=True)
class DiagnosisJob:
    """One document to diagnose: the folder of input files (a folder a part, each file sorted by document), and where findings are kept."""

    document_id: str
    inputs: Path
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """What came of one document: its findings as rows of ``int_finding``, seconds and memory, the problem if it was given up."""

    document_id: str
    findings: Sequence[Mapping[str, Any]]
    outcome: Outcome

    @property
    def problem(self) -> Problem | None:
        """Why the diagnosis came to nothing, if so."""
        return self.outcome.problem


@cache
def diagnosis_version() -> str:
    """Return the version of the code that findings come from."""
    return code_version(("pipelines.diagnosis.frames", "pipelines.diagnosis.store"))


def diagnose_side_by_side(
    inputs: Path,
    document_ids: Sequence[str],
    budget: Budget,
    kept: Path | None = None,
    worker_count: int | None = None,
) -> Iterator[Diagnosed]:
    """Diagnose the documents whose rows lie in ``inputs`` in a folder a part; yields each as it is done.

    With ``kept``, a folder, findings are taken from there if neither the document's rows nor the code changed. A document
    past its budget gets findings that name the failing checks and say that the cause was not looked for to the end.
    """
    tasks = [Task(key, _WORK, DiagnosisJob(key, inputs, kept), budget) for key in document_ids]
    if not tasks:
        return
    with Pool(min(worker_count, len(tasks)) if worker_count else None) as pool:
        for outcome in pool.run(tasks):
            if outcome.problem is None:
                yield Diagnosed(outcome.task.key, outcome.value, outcome)
            else:
                rows = _rows_of(inputs, outcome.task.key)
                found = [finding.as_row() for finding in given_up_findings(rows, outcome.problem)]
                yield Diagnosed(outcome.task.key, found, outcome)


def diagnose_one(job: DiagnosisJob, tell: Callable[[Any], None]) -> list[dict[str, Any]]:
    """Do the job in a worker process: the findings of one document, kept ones if nothing changed."""
    rows = _rows_of(job.inputs, job.document_id)
    path = None
    if job.kept is not None:
        path = job.kept / f"{job.document_id}-{_key_of(rows)}.parquet"
        if path.exists():
            return _read_kept(path)
    findings = [finding.as_row() for finding in diagnose_rows(rows)]
    if path is not None:
        _keep(path, findings, job.document_id)
    return findings


def _rows_of(inputs: Path, document_id: str) -> ModelRows:
    parts = {part: _rows_of_part(inputs / part, document_id) for part in _OF_DOCUMENTS}
    return ModelRows.from_arrow(rules=_rules_of(inputs / "rules"), **parts)


def _rows_of_part(folder: Path, document_id: str) -> pa.Table:
    files = [file for file, first, last in _extents_of(folder) if first <= document_id <= last]
    # Where no file has the document, any of them says what the columns are.
    return pq.read_table(files or folder, filters=pc.field("document_id") == document_id)


@cache
def _extents_of(folder: Path) -> tuple[tuple[Path, str, str], ...]:
    """The files of a part with the first and the last document in each: a document's rows lie in one of many files."""
    extents = []
    for file in sorted(folder.iterdir()):
        table = pq.read_table(file, columns=["document_id"])
        ends = pc.min_max(table["document_id"]).as_py()
        if ends["min"] is not None:
            extents.append((file, ends["min"], ends["max"]))
    return tuple(extents)


@cache
def _rules_of(folder: Path) -> pa.Table:
    return pq.read_table(folder)


def _key_of(rows: ModelRows) -> str:
    """The hash of everything the findings of a document follow from; rows come in any order."""
    digest = hashlib.sha256(diagnosis_version().encode())
    for part in INPUTS:
        lines = sorted(json.dumps(row, default=str, sort_keys=True, ensure_ascii=False) for row in getattr(rows, part))
        digest.update("\n".join(lines).encode() + b"\0")
    return digest.hexdigest()[:24]


def _read_kept(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(path, schema=SCHEMA).to_pylist()
    return found


def _keep(path: Path, findings: Sequence[Mapping[str, Any]], document_id: str) -> None:
    with written_whole(path) as draft:
        pq.write_table(pa.Table.from_pylist(list(findings), schema=SCHEMA), draft)
    for older in path.parent.glob(f"{document_id}-*.parquet"):
        if older != path:
            older.unlink(missing_ok=True)
