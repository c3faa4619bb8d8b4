"""What a report must show, and whether this one does: the rows of a bureau's check-list.

Belongs here: judging one obligation after the other from what was read and checked. The obligations are ``obligations.csv``,
which an analyst can extend; the workbook is made in ``site.review_form``. *Not checked is never yes*: what was only seen, or
what we are not sure of, says so.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pipelines.contract.doubts import split_languages
from pipelines.review.answer import Duty, State
from pipelines.review.sections import Row

_FILE = Path(__file__).with_name("obligations.csv")
#: What ``documents.part`` calls a file without tables, and files without text.
_TEXT_PART, _TARGETS_PART = "text", "targets"
_TABLE_PARTS = ("tables", _TARGETS_PART)
#: The group of rows about sections of the text that say figures.
_TEXT_SECTION = "文字说明"
#: Verdicts that say nothing certain of the report.
_UNSURE = ("structure_unproven", "reading_doubtful")
#: What may stand on a cover's page.
_COVER, _BEFORE_THE_TEXT = "cover", frozenset({"cover", "contents"})
#: Pages named of a place in the text; the rest are counted by nobody.
_MOST_PAGES = 3
#: What a note is headed by.
_NOTE_WORD = re.compile(r"^(?:注|备注|说明)\d*[:：]\s*")
#: Notices told in a row; the rest are counted.
_MOST_NOTICES = 2


@dataclass(frozen=True, slots=True)
class Obligation:
    """One row of the check-list, and how it is known to be met.

    By a part of the report, by a table of one of these kinds, or by words in its text; ``rules`` (a pattern of rule ids) judge
    it. An optional one is not asked of a report that does not have it.
    """

    key: str
    section_zh: str
    name_zh: str
    asked_of: Literal["both", "budget", "final_accounts"]
    is_optional: bool
    part: str
    table_kinds: frozenset[str]
    words: str
    rules: str
    #: Kinds of tables that may show the same: where one is printed, a person decides whether it does.
    instead: frozenset[str] = frozenset()

    @property
    def is_of_text(self) -> bool:
        """True if it is about a section of the text that says figures."""
        return self.section_zh == _TEXT_SECTION


@dataclass(frozen=True, slots=True)
class Covered:
    """One kind of table in one report (``rpt_coverage``)."""

    table_kind: str
    status: str
    is_promised: bool
    page_no: int | None
    empty_note: str | None
    hold_reason: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the report's text: its part, the heading above, itself, and the row in whose section it stands."""

    page_no: int
    part: str
    section: str
    text: str
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """How many checks of a rule held in tables of one kind (or in none), and in whose sections of the text."""

    rule_id: str
    table_kind: str | None
    count: int
    homes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of this report; ``homes`` are the rows in whose sections of the text it stands."""

    severity: str
    verdict: str
    table_kind: str | None
    rule_ids: tuple[str, ...]
    page_nos: tuple[int, ...]
    title_zh: str
    homes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one report when its check-list is filled in."""

    report_kind: str | None
    part: str
    hold_reason: str | None
    covered: Sequence[Covered]
    paragraphs: Sequence[Paragraph]
    passed: Sequence[Passed]
    found: Sequence[Found]
    #: Pages of tables whose kind was not understood: any of them may be the one that is missed.
    unknown_table_pages: tuple[int, ...]


@cache
def load_obligations() -> tuple[Obligation, ...]:
    """Return the check-list, in its order; raises ``ValueError`` with the line that cannot be understood."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_obligation(number, row) for number, row in enumerate(csv.DictReader(file), start=2))


def rows_of_text() -> tuple[Row, ...]:
    """Return the rows that are about a section of the text, from the general to the particular."""
    return tuple(Row(each.key, each.words) for each in load_obligations() if each.is_of_text)


def obligations_version() -> str:
    """Return the hash of the check-list: an answer made with another one is no answer."""
    return hashlib.sha256(_FILE.read_bytes()).hexdigest()


def _obligation(number: int, row: dict[str, str]) -> Obligation:
    asked_of = row["asked_of"]
    if asked_of not in ("both", "budget", "final_accounts"):
        raise ValueError(f"{_FILE.name} line {number}: asked_of is {asked_of!r}; write both, budget or final_accounts")
    for pattern in (row["words"], row["rules"]):
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{_FILE.name} line {number}: {pattern!r} is no pattern: {error}") from error
    return Obligation(
        row["obligation"],
        row["section_zh"],
        row["name_zh"],
        asked_of,  # type: ignore[arg-type]
        row["is_optional"] == "true",
        row["part"],
        frozenset(filter(None, row["table_kinds"].split("|"))),
        row["words"],
        row["rules"],
        frozenset(filter(None, row["instead"].split("|"))),
    )


def judge_duties(seen: Seen) -> tuple[Duty, ...]:
    """Return every row of the check-list for the report, in the list's order, and last what no row is about."""
    obligations = load_obligations()
    rest = [found for found in seen.found if not any(_concerns(obligation, found) for obligation in obligations)]
    return (*(_judge(obligation, seen) for obligation in obligations), _judge_rest(seen, rest))


def with_the_other_file(own: Sequence[Duty], other: Sequence[Duty], part: str) -> tuple[Duty, ...]:
    """Return the check-list of one file (of ``part``) of a report published in two, tables and text apart.

    What the other file holds is answered by it, and says so; its pages stand in the words, for ``page_nos`` are of this file.
    """
    by_key = {obligation.key: obligation for obligation in load_obligations()}
    theirs = {duty.key: duty for duty in other}
    return tuple(
        _of_other_file(theirs[duty.key])
        if duty.key in theirs and _is_in_other_file(by_key.get(duty.key), duty, theirs[duty.key], part)
        else duty
        for duty in own
    )


def _is_in_other_file(obligation: Obligation | None, own: Duty, theirs: Duty, part: str) -> bool:
    if obligation is None or own.state == "not_applicable":
        return False
    if obligation.table_kinds:
        return part == _TEXT_PART
    if obligation.words:
        return part in _TABLE_PARTS
    return bool(obligation.part) and not own.page_nos and bool(theirs.page_nos)


def _of_other_file(duty: Duty) -> Duty:
    pages = f"，见第{'、'.join(str(page) for page in duty.page_nos)}页" if duty.page_nos else ""
    return Duty(duty.key, duty.section_zh, duty.name_zh, duty.state, f"另一文件：{duty.words_zh}{pages}", ())


def _judge_rest(seen: Seen, rest: Sequence[Found]) -> Duty:
    """The row for all that no other row is about, so that no finding is missing from the list."""
    other = Obligation("other", "其他", "其他核对", "both", False, "", frozenset(), "", "")
    if seen.hold_reason:
        return _duty(other, "not_checked", f"整份报告暂扣：{split_languages(seen.hold_reason).zh}")
    faults = [found for found in rest if found.severity in ("error", "warning")]
    if faults:
        where = tuple(sorted({page for found in faults for page in found.page_nos}))
        return _duty(other, "no", "；".join(found.title_zh for found in faults), where)
    if any(found.verdict in _UNSURE for found in rest):
        return _duty(other, "not_checked", "有尚不能断定之处，见问题清单")
    notices = _notices(rest)
    if seen.passed:
        return _duty(other, "yes", f"没有其他问题{notices}")
    return _duty(other, "not_checked", f"没有可以核对的内容{notices}")


def _judge(obligation: Obligation, seen: Seen) -> Duty:
    if seen.report_kind and obligation.asked_of not in ("both", seen.report_kind):
        return _duty(obligation, "not_applicable", "不适用于本类报告")
    if seen.hold_reason:
        return _duty(obligation, "not_checked", f"整份报告暂扣：{split_languages(seen.hold_reason).zh}")
    if obligation.table_kinds:
        return _judge_table(obligation, seen)
    if obligation.part and not obligation.words:
        return _judge_part(obligation, seen)
    if obligation.words:
        return _judge_text(obligation, seen)
    return _by_checks(obligation, seen, (), is_seen_enough=False)


def _judge_table(obligation: Obligation, seen: Seen) -> Duty:
    of_it = [covered for covered in seen.covered if covered.table_kind in obligation.table_kinds]
    printed = [covered for covered in of_it if covered.status != "absent"]
    if not printed:
        if any(covered.is_promised for covered in of_it):
            return _missing(obligation, seen, "目录列有此表，报告中没有读到", is_promised=True)
        return _missing(obligation, seen, "报告中没有此表", is_promised=False)
    pages = tuple(sorted({covered.page_no for covered in printed if covered.page_no}))
    held = [split_languages(covered.hold_reason or "").zh for covered in printed if covered.status == "held_back"]
    if held:
        return _duty(obligation, "not_checked", f"识别存疑，暂扣：{'；'.join(filter(None, held))}", pages)
    if all(covered.status == "empty" for covered in printed):
        notes = [covered.empty_note for covered in printed if covered.empty_note]
        answer = _by_checks(obligation, seen, pages, is_seen_enough=bool(notes))
        if answer.state == "no":
            return answer
        said = f"空表，已说明：{_NOTE_WORD.sub('', notes[0])}" if notes else "空表，未见说明，请人工核对"
        return _duty(obligation, "yes" if notes else "not_checked", said, pages)
    return _by_checks(obligation, seen, pages, is_seen_enough=False)


def _missing(obligation: Obligation, seen: Seen, words: str, *, is_promised: bool) -> Duty:
    """A table that was not found: missing only if nothing that was printed could be it."""
    if seen.unknown_table_pages:
        pages = seen.unknown_table_pages[:_MOST_PAGES]
        return _duty(obligation, "not_checked", f"{words}；另有未识别的表，请人工核对是否即此表", pages)
    if seen.part == _TEXT_PART:
        return _duty(obligation, "not_checked", "本文件是文字部分，表格不在其中")
    if seen.part == _TARGETS_PART and _TARGETS_PART not in obligation.key:
        return _duty(obligation, "not_checked", "本文件只有绩效目标，其他表格不在其中")
    if is_promised:
        return _duty(obligation, "no", words)
    other = [each.page_no for each in seen.covered if each.table_kind in obligation.instead and each.status != "absent"]
    if other:
        pages = tuple(sorted(filter(None, other)))
        return _duty(obligation, "not_checked", f"{words}；另有相近的表，请人工核对是否代替此表", pages)
    if obligation.is_optional:
        return _duty(obligation, "not_applicable", "报告未列此表")
    return _duty(obligation, "no", words)


def _judge_part(obligation: Obligation, seen: Seen) -> Duty:
    of_it = [paragraph for paragraph in seen.paragraphs if paragraph.part == obligation.part]
    if obligation.part == _COVER:
        first = {paragraph.part for paragraph in seen.paragraphs if paragraph.page_no == 1}
        of_it = [paragraph for paragraph in of_it if paragraph.page_no == 1]
        if first - _BEFORE_THE_TEXT and seen.part not in _TABLE_PARTS:
            return _duty(obligation, "no", "第1页即正文，没有单独的封面", (1,))
        if first - _BEFORE_THE_TEXT:
            of_it = []
    pages = _pages(of_it)
    if not pages:
        return _duty(obligation, "not_checked", f"没有识别出{obligation.name_zh}，请人工核对")
    return _by_checks(obligation, seen, pages[:1], is_seen_enough=True)


def _judge_text(obligation: Obligation, seen: Seen) -> Duty:
    wanted = re.compile(obligation.words)
    outside = {"tables", "contents", _COVER, "glossary"} - {obligation.part}
    read = [paragraph for paragraph in seen.paragraphs if paragraph.part not in outside]
    told = [paragraph for paragraph in read if paragraph.part == obligation.part or _is_told(wanted, paragraph)]
    if not told:
        if seen.part in _TABLE_PARTS:
            return _duty(obligation, "not_checked", "本文件是表格部分，文字不在其中")
        anywhere = _pages(paragraph for paragraph in seen.paragraphs if wanted.search(paragraph.text))
        if anywhere:
            return _duty(obligation, "not_checked", "只在目录、表格或名词解释中提到，请人工核对", anywhere)
        return _duty(obligation, "no", f"报告中没有写到{obligation.name_zh}")
    in_section = [paragraph for paragraph in read if paragraph.home == obligation.key] if obligation.is_of_text else []
    under_heading = [paragraph for paragraph in told if wanted.search(paragraph.section)]
    pages = _pages(in_section or under_heading or told)
    # Of a section that says figures, more than its heading is asked.
    is_shown = not obligation.rules or (not obligation.is_of_text and bool(under_heading))
    return _by_checks(obligation, seen, pages, is_seen_enough=is_shown)


def _is_told(wanted: re.Pattern[str], paragraph: Paragraph) -> bool:
    return wanted.search(paragraph.section) is not None or wanted.search(paragraph.text) is not None


def _by_checks(obligation: Obligation, seen: Seen, pages: tuple[int, ...], *, is_seen_enough: bool) -> Duty:
    """The answer of the checks: what fails is a no, what we are not sure of is not checked, what held is a yes."""
    about = [finding for finding in seen.found if _concerns(obligation, finding)]
    faults = [finding for finding in about if finding.severity in ("error", "warning")]
    if faults:
        where = tuple(sorted({page for finding in faults for page in finding.page_nos}))
        return _duty(obligation, "no", "；".join(finding.title_zh for finding in faults), where)
    unsure = [finding for finding in about if finding.verdict in _UNSURE]
    if unsure:
        where = tuple(sorted({page for finding in unsure for page in finding.page_nos}))
        return _duty(obligation, "not_checked", f"有{len(unsure)}处尚不能断定，见问题清单", where)
    passed = sum(
        item.count for item in seen.passed if _is_about(obligation, item.table_kind, (item.rule_id,), item.homes)
    )
    notices = _notices(about)
    if passed:
        return _duty(obligation, "yes", f"{passed}项核对成立{notices}", pages)
    if is_seen_enough:
        return _duty(obligation, "yes", f"已列示{notices}", pages)
    said = "已列示，没有可以核对的内容" if pages else "没有可以核对的内容"
    return _duty(obligation, "not_checked", f"{said}{notices}", pages)


def _notices(findings: Sequence[Found]) -> str:
    """Notices of a row in words: a person need not look for them elsewhere."""
    if not findings:
        return ""
    told = "；".join(finding.title_zh for finding in findings[:_MOST_NOTICES])
    more = "等" if len(findings) > _MOST_NOTICES else ""
    return f"；另有{len(findings)}处提示：{told}{more}"


def _concerns(obligation: Obligation, finding: Found) -> bool:
    return _is_about(obligation, finding.table_kind, finding.rule_ids, finding.homes)


def _is_about(obligation: Obligation, table_kind: str | None, rule_ids: Sequence[str], homes: frozenset[str]) -> bool:
    """True if a check or finding is about the obligation.

    By its table; one of the text by the section in which it stands, and by its rules only where that is not known.
    """
    if obligation.table_kinds:
        return table_kind in obligation.table_kinds
    if obligation.is_of_text and homes:
        return obligation.key in homes
    return bool(obligation.rules) and any(re.search(obligation.rules, rule_id) for rule_id in rule_ids)


def _pages(paragraphs: Iterable[Paragraph]) -> tuple[int, ...]:
    return tuple(sorted({paragraph.page_no for paragraph in paragraphs}))[:_MOST_PAGES]


def _duty(obligation: Obligation, state: State, words: str, pages: tuple[int, ...] = ()) -> Duty:
    return Duty(obligation.key, obligation.section_zh, obligation.name_zh, state, words, pages)
