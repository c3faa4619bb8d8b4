"""What people decided on findings: the list ``data/raw/verdicts.csv``, or a findings file of a review that comes back filled in.

Belongs here: which lines are good, what their values mean, and handing them to dbt, which honours them (``int_finding_verdict``).
Writing a line is in ``verdict_list``. ``docs/review.md`` is the page for people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contract.files import written_whole
from pipelines.contract.spreadsheet_text import as_meant
from pipelines.contract.tables import RUN_TABLES
from pipelines.documents.hand_lists import ListedRow, ListProblem, read_hand_list

VERDICTS_NAME = "verdicts.csv"
#: What a person may decide, as it is written and as it is stored.
CONFIRMED, NOT_A_FAULT, UNDECIDED = "confirmed", "not_a_fault", "undecided"
VERDICTS_ZH = {CONFIRMED: "属实", NOT_A_FAULT: "不属实", UNDECIDED: "待定"}
_WORDS = {**{word: key for key, word in VERDICTS_ZH.items()}, **{key: key for key in VERDICTS_ZH}}
REQUIRED = ("finding_key",)
#: The columns of the list, as this program writes it; all but the first may be empty.
COLUMNS = (
    *REQUIRED,
    "reviewer_verdict",
    "reviewer_note",
    "reviewer",
    "reviewed_on",
    "file_name",
    "page_nos",
    "rule_ids",
    "title_zh",
)
#: What else a findings file has (``site.findings_file``): known, and not read.
_OF_FINDINGS = (
    "finding_id",
    "document_id",
    "severity",
    "severity_found",
    "diagnosis_kind",
    "verdict",
    "is_proven",
    "table",
    "title_en",
    "explanation_zh",
    "explanation_en",
    "check_count",
    "closes_count",
    "suggested_changes",
    "is_verdict_outgrown",
)
OPTIONAL = (*COLUMNS[len(REQUIRED) :], *_OF_FINDINGS)
OTHER_NAMES = {
    "标识": "finding_key",
    "不符事项标识": "finding_key",
    "判断": "reviewer_verdict",
    "人工判断": "reviewer_verdict",
    "说明": "reviewer_note",
    "判断说明": "reviewer_note",
    "判断人": "reviewer",
    "判断日期": "reviewed_on",
    "日期": "reviewed_on",
    "文件名": "file_name",
    "页码": "page_nos",
    "规则": "rule_ids",
    "标题": "title_zh",
    "问题": "title_zh",
}
#: A finding_key begins with so much of its document's id.
KEY_CHARS = 16
_KEY = re.compile(r"[0-9a-f]{16}-d[0-9a-f]{12}")
#: As people and spreadsheets write a day; a time after it says nothing.
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+[\d:.]+)?")
_TABLE = RUN_TABLES["verdicts"]
_BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision; what the finding rested on and said when it was judged, and the line in which it stands.

    ``rule_ids`` and ``page_nos`` are joined by semicolons, None if the line does not say.
    """

    finding_key: str
    verdict: str
    note: str | None = None
    reviewer: str | None = None
    reviewed_on: date | None = None
    rule_ids: str | None = None
    file_name: str | None = None
    page_nos: str | None = None
    title_zh: str | None = None
    list_name: str = VERDICTS_NAME
    line_no: int = 0


def read_verdicts(path: Path) -> tuple[tuple[Verdict, ...], tuple[ListProblem, ...]]:
    """Return the decisions of a list and what is wrong with its lines, which then count for nothing.

    A CSV, or JSON if the name ends so (then the number of an entry stands for that of a line). A finding without a decision is no
    problem: a findings file comes back with some of its lines filled in. Raises nothing for whatever lies at ``path``.
    """
    rows, problems = _json_rows(path) if path.suffix.casefold() == ".json" else _csv_rows(path)
    found: dict[str, Verdict] = {}
    told = list(problems)
    for row in rows:
        judged = _verdict(row, path.name)
        if isinstance(judged, str):
            told.append(ListProblem(row.line_no, judged))
        elif judged is not None:
            before = found.setdefault(judged.finding_key, judged)
            if before.verdict != judged.verdict:
                words = f"line {before.line_no} says {VERDICTS_ZH[before.verdict]} of the same finding; make one line of the two"
                told.append(ListProblem(row.line_no, words))
    return tuple(found.values()), tuple(told)


def merged(lists: Iterable[Iterable[Verdict]]) -> tuple[Verdict, ...]:
    """Return one decision for each finding: that of the first list that has one."""
    found: dict[str, Verdict] = {}
    for verdicts in lists:
        for verdict in verdicts:
            found.setdefault(verdict.finding_key, verdict)
    return tuple(found.values())


def write_verdicts(hand_over_dir: Path, verdicts: Sequence[Verdict]) -> None:
    """Hand the decisions to dbt; raises ``OSError`` if the folder cannot be written."""
    table = pa.Table.from_pylist([asdict(verdict) for verdict in verdicts], schema=_TABLE.arrow_schema)
    with written_whole(hand_over_dir / f"{_TABLE.name}.parquet") as draft:
        pq.write_table(table, draft)


def handed_over_verdicts(hand_over_dir: Path) -> list[dict[str, Any]]:
    """Return the decisions as last handed over, without the lines they stand in; none before the first scan."""
    path = hand_over_dir / f"{_TABLE.name}.parquet"
    rows = pq.read_table(path).to_pylist() if path.exists() else []
    return [{key: value for key, value in row.items() if key not in ("list_name", "line_no")} for row in rows]


def _csv_rows(path: Path) -> tuple[Sequence[ListedRow], Sequence[ListProblem]]:
    listed = read_hand_list(path, REQUIRED, OPTIONAL, other_names=OTHER_NAMES)
    return listed.rows, listed.problems


def _json_rows(path: Path) -> tuple[Sequence[ListedRow], Sequence[ListProblem]]:
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return (), ()
    except (OSError, ValueError) as error:
        return (), (ListProblem(None, f"it is no JSON file that can be read ({error})"),)
    if not isinstance(entries, list):
        return (), (ListProblem(None, "it is no list of findings, as --findings FILE.json writes it"),)
    rows, problems = [], []
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, dict) and isinstance(entry.get("finding_key"), str):
            rows.append(ListedRow(number, dict(_texts(entry))))
        else:
            problems.append(ListProblem(number, "it is no finding with a finding_key"))
    return rows, problems


def _texts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in COLUMNS:
        value = entry.get(name)
        yield (
            name,
            "" if value is None else _BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value).strip(),
        )


def _verdict(row: ListedRow, list_name: str) -> Verdict | str | None:
    """What a line decides, None if nothing; or what is wrong with it."""
    values = row.values
    key, word = values["finding_key"].casefold(), values["reviewer_verdict"]
    if not word:
        is_open = not (values["reviewer_note"] or values["reviewer"] or values["reviewed_on"])
        return None if is_open else f"it does not say what was decided; write one of {_choices()} as reviewer_verdict"
    verdict = _WORDS.get(word.casefold())
    if verdict is None:
        return f"{word[:20]!r} is no verdict; write one of {_choices()}"
    if not is_finding_key(key):
        return f"{key[:40]!r} is no finding_key as findings files and rpt_discrepancy give it; copy it from there"
    reviewed_on = day_of(values["reviewed_on"])
    if values["reviewed_on"] and reviewed_on is None:
        return f"{values['reviewed_on'][:20]!r} is no day; write it as 2026-03-01, or leave it empty"
    return Verdict(
        key,
        verdict,
        as_meant(values["reviewer_note"]) or None,
        as_meant(values["reviewer"]) or None,
        reviewed_on,
        values["rule_ids"] or None,
        as_meant(values["file_name"]) or None,
        values["page_nos"] or None,
        as_meant(values["title_zh"]) or None,
        list_name,
        row.line_no,
    )


def is_finding_key(text: str) -> bool:
    """True if the text has the form of a ``finding_key``."""
    return _KEY.fullmatch(text) is not None


def _choices() -> str:
    return ", ".join(f"{word} ({key})" for key, word in VERDICTS_ZH.items())


def day_of(text: str) -> date | None:
    """Return the day written as ``2026-03-01``, ``2026/3/1`` or ``2026年3月1日``; None if it is none."""
    match = _DAY.fullmatch(text.strip())
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
