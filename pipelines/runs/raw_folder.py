"""What lies in the raw folder, for the run: the registry brought up to date and asked.

Belongs here: calling ``documents`` in order (fetch, scan, triage, registry) and the answer in the run's words. What a
file is and why it is set aside is decided in ``documents``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.cluster import Place
from pipelines.contract import RUN_TABLES, hand_over
from pipelines.contract.files import written_whole
from pipelines.documents import FetchResult, FileRecord, RawFile, Registry, fetch_sources
from pipelines.documents.fetching.tries import TRIES_NAME
from pipelines.documents.reasons import reason
from pipelines.documents.sources import SOURCES_NAME
from pipelines.documents.verdicts import VERDICTS_NAME, read_verdicts, write_verdicts
from pipelines.journal.journal import Journal
from pipelines.journal.news import listener
from pipelines.reports.facts import FileFacts
from pipelines.reports.version import reading_version
from pipelines.runs.expected_bodies import write_expected_bodies
from pipelines.runs.identity_claims import write_identity_claims
from pipelines.runs.state import RunState
from pipelines.settings import Settings
from pipelines.workers import Budgets, Outcome

#: Reasons that are no complaint: such a file is not meant to be in the warehouse.
NOT_WANTED = ("not_a_budget", "duplicate")

#: What to do about a document that could not be read, or was given up because it took too much.
_ADVICE_ZH = {
    False: "请换一份文件，或修正程序后用 yusuan run --force 重读。",
    True: "请在阅读器中另存后再试，或调高预算（YUSUAN_READING_SECONDS、_PAGE_SECONDS、_MEMORY_MB）后再运行。",
}
_ADVICE_EN = {
    False: "Replace the file, or mend the program and try again with yusuan run --force.",
    True: "Save it anew in a viewer, or raise the budget (YUSUAN_READING_SECONDS, _PAGE_SECONDS, _MEMORY_MB) and run again.",
}

#: Reason of a file that triage accepted and reading could not cope with.
CANNOT_BE_READ = "cannot_be_read"


@dataclass(frozen=True, slots=True)
class RawFolder:
    """The raw folder after a scan: documents to read, the registry's rows of everything else, lines of lists that failed."""

    accepted: tuple[FileFacts, ...]
    duplicates: tuple[dict[str, Any], ...]
    quarantined: tuple[dict[str, Any], ...]
    not_fetched: tuple[FetchResult, ...] = ()


def registry_rows(settings: Settings) -> list[dict[str, Any]]:
    """Return the registry's rows (contract table ``files``) of files that are still there."""
    path = settings.hand_over_dir / "files.parquet"
    if not path.exists():
        return []
    return [row for row in pq.read_table(path).to_pylist() if row["status"] != "gone"]


def scan_once(state: RunState) -> RawFolder:
    """Scan the raw folder for the run at work; a second call returns what the first one found."""
    known = state.results.find(RawFolder)
    if known is not None:
        return known
    with state.journal.phase("scan"):
        found = scan(state.settings, state.journal)
    state.results.put(found)
    return found


def scan(settings: Settings, journal: Journal, *, fetches: bool = True) -> RawFolder:
    """Fetch what the lists in data/raw/ name and it lacks, look at every file, and store what became of each.

    With ``fetches`` False no server is asked. Where the settings name a cluster, it looks at new files; raises ``ClusterError`` if it
    cannot go on.
    """
    listener().phase_started("scan")
    tries_path = settings.hand_over_dir / TRIES_NAME
    fetched = fetch_sources(settings.raw_dir / SOURCES_NAME, settings.raw_dir, tries_path=tries_path) if fetches else []
    records = Registry(settings.hand_over_dir).update(
        settings.raw_dir,
        on_file=_tell_file,
        on_triage=lambda file, outcome: _note(journal, file, outcome),
        place=Place.load(settings.cluster_dir),
    )
    unreadable = set_unreadable_aside(settings)
    rows = registry_rows(settings)
    misstated = write_identity_claims(settings, (row["file_name"] for row in rows))
    misexpected = write_expected_bodies(settings)
    verdicts, problems = read_verdicts(settings.raw_dir / VERDICTS_NAME)
    write_verdicts(settings.hand_over_dir, verdicts)
    return RawFolder(
        tuple(facts for facts in _facts(records) if facts.document_id not in unreadable),
        tuple(row for row in rows if row["status"] == "duplicate"),
        tuple(row for row in rows if row["status"] == "quarantined"),
        (
            *(result for result in fetched if result.problem is not None),
            *misstated,
            *misexpected,
            # No figure is missing for it: the finding is shown as if nobody had decided.
            *(
                FetchResult("", "", False, problem.words, problem.line_no, VERDICTS_NAME, is_harmless=True)
                for problem in problems
            ),
        ),
    )


def set_unreadable_aside(settings: Settings, changed: Mapping[str, str] | None = None) -> set[str]:
    """Write into the registry which accepted documents could not be read, and why; returns their ids.

    ``changed`` are those whose files changed while they were read, with the code of the reason: nothing is remembered of these.

    Triage cannot know: it looks at a few pages. The registry is replaced as a whole or stays as it was.
    """
    path = settings.hand_over_dir / "files.parquet"
    rows = pq.read_table(path).to_pylist()
    version, budget = reading_version(), str(Budgets.load().reading)
    unreadable: set[str] = set()
    for row in rows:
        if row["status"] != "accepted" or row["document_id"] is None:
            continue
        problem = hand_over.failure(settings, row["document_id"], version, budget)
        if changed and row["document_id"] in changed:
            unreadable.add(row["document_id"])
            why = reason(changed[row["document_id"]])
            row |= {"status": "quarantined", "reason_code": why.code, "reason_zh": why.zh, "reason_en": why.en}
        elif problem is not None:
            unreadable.add(row["document_id"])
            is_given_up = problem.given_up_within is not None
            row |= {
                "status": "quarantined",
                "reason_code": CANNOT_BE_READ,
                "reason_zh": f"报告读取失败：{problem.reason_zh}。{_ADVICE_ZH[is_given_up]}",
                "reason_en": f"The report could not be read: {problem.reason_en}. {_ADVICE_EN[is_given_up]}",
            }
    if unreadable:
        with written_whole(path) as draft:
            pq.write_table(pa.Table.from_pylist(rows, schema=RUN_TABLES["files"].arrow_schema), draft)
    return unreadable


def _note(journal: Journal, file: RawFile, outcome: Outcome) -> None:
    journal.note(
        "scan",
        "document",
        file.file_name,
        outcome.seconds,
        cpu_seconds=outcome.cpu_seconds,
        peak_mb=outcome.peak_mb,
        outcome="done" if outcome.problem is None else outcome.problem.kind,
        document_id=file.document_id,
    )


def _tell_file(file_name: str, number: int, file_count: int) -> None:
    if number == 1:
        listener().files_counted(file_count)
    listener().file_looked_at(file_name)


def read_accepted(state: RunState) -> tuple[FileFacts, ...]:
    """Return the documents to publish as the registry last stored them, without looking at the files."""
    return _facts(Registry(state.settings.hand_over_dir).records(state.settings.raw_dir))


def _facts(records: Sequence[FileRecord]) -> tuple[FileFacts, ...]:
    return tuple(
        FileFacts(
            record.file_name,
            record.document_id,
            record.source_url,
            record.retrieved_at,
            record.page_count,
            record.text_layer or "born_digital",
        )
        for record in records
        if record.status == "accepted" and record.document_id is not None
    )
