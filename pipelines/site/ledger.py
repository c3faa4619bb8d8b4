"""The ledger of many reviews: one line a report, worst first, as a page that leads to the reports' own and as CSV.

Belongs here: the lines and how they look. The reviews are made by ``review``; a report's page by ``review_page``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from pipelines.contract.doubts import split_languages
from pipelines.contract.spreadsheet_text import as_text
from pipelines.documents.names import shown
from pipelines.review.answer import SEVERITIES, Review, ReviewedReport
from pipelines.site.review_words import BODY_KINDS, REPORT_KINDS, SEVERITY_WORDS

_TEMPLATE = Path(__file__).with_name("ledger.html")
PAGE_NAME, CSV_NAME = "ledger.html", "ledger.csv"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One report: whose it is, what was counted, its worst finding; or why it was not reviewed (``reason_zh``)."""

    file_name: str
    issuer: str
    fiscal_year: int | None
    kind_zh: str
    page_count: int
    error_count: int
    warning_count: int
    info_count: int
    #: Of the notices, those that a person found to be no fault.
    no_fault_count: int
    not_met_count: int
    not_checked_count: int
    worst_zh: str
    reason_zh: str
    seconds: float
    #: The report's own page beside the ledger; empty if it has none.
    page: str
    #: What of it could not be read or checked; silence of the rules says nothing of that.
    unread_zh: str = ""

    @property
    def order(self) -> tuple[int, int, int, int, str]:
        """Worst first; what was not reviewed before all, as nothing is known of it."""
        return (0 if self.reason_zh else 1, -self.error_count, -self.warning_count, -self.info_count, self.file_name)


def line_of(file_name: str, review: Review, page: str) -> LedgerLine:
    """Return the line of a report that was reviewed."""
    report = review.reports[0]
    kind = REPORT_KINDS.get(report.report_kind or "", ("", ""))[0]
    body = BODY_KINDS.get(report.body_kind or "", ("", ""))[0]
    errors, warnings, infos = (review.count(severity) for severity in SEVERITIES)
    return LedgerLine(
        file_name,
        report.issuer or "",
        report.fiscal_year,
        body + kind,
        report.page_count,
        errors,
        warnings,
        infos,
        review.no_fault_count,
        sum(duty.state == "no" for duty in report.duties),
        sum(duty.state == "not_checked" for duty in report.duties),
        review.findings[0].title_zh if review.findings else "",
        f"整份报告暂扣：{split_languages(report.hold_reason).zh}" if report.hold_reason else "",
        round(review.seconds, 1),
        page,
        "；".join(filter(None, map(_unread, review.reports))),
    )


def _unread(report: ReviewedReport) -> str:
    """What of a report that is not held back as a whole is not read or checked."""
    if report.is_read_in_full or report.hold_reason:
        return ""
    told = [f"{table.label}暂扣：{split_languages(table.hold_reason or '').zh}" for table in report.held_tables]
    if report.knows_no_table:
        told.append(f"没有一张表识别出是什么表（{len(report.tables)} 张，{report.amount_count} 个金额）")
    if report.flagged_count:
        told.append(f"{report.flagged_count} 个数字的识别存疑")
    return "；".join(told)


def line_without(file_name: str, reason_zh: str) -> LedgerLine:
    """Return the line of a file that could not be reviewed."""
    return LedgerLine(file_name, "", None, "", 0, 0, 0, 0, 0, 0, 0, "", reason_zh, 0.0, "")


def write_ledger(lines: Sequence[LedgerLine], folder: Path) -> Path:
    """Write ``ledger.html`` and ``ledger.csv`` in the folder; returns the page. Raises ``OSError`` if that is impossible."""
    ordered = sorted(lines, key=lambda line: line.order)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / CSV_NAME).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, LedgerLine.__slots__)
        writer.writeheader()
        writer.writerows({name: as_text(value) for name, value in asdict(line).items()} for line in ordered)
    page = Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        count=len(ordered),
        totals=_totals(ordered),
        rows="\n".join(_row(line) for line in ordered),
    )
    target = folder / PAGE_NAME
    target.write_text(page, encoding="utf-8")
    return target


def _totals(lines: Sequence[LedgerLine]) -> str:
    counts = (
        sum(line.error_count for line in lines),
        sum(line.warning_count for line in lines),
        sum(line.info_count for line in lines),
    )
    no_faults = sum(line.no_fault_count for line in lines)
    told = [
        f"{SEVERITY_WORDS[severity][0]} {SEVERITY_WORDS[severity][1]}: {count}"
        for severity, count in zip(SEVERITIES, counts, strict=True)
    ]
    missed = sum(bool(line.reason_zh) for line in lines)
    partly = sum(bool(line.unread_zh) for line in lines)
    if partly:
        told.append(f"未读全 not read in full: {partly}")
    if no_faults:
        told.append(f"人工判断不属实 judged no fault: {no_faults}")
    return escape(" · ".join([*told, f"未能审阅 not reviewed: {missed}"]))


def _row(line: LedgerLine) -> str:
    name = escape(shown(line.file_name))
    link = f"<a href='{quote(line.page)}'>{name}</a>" if line.page else name
    counts = "".join(
        f"<td class='figure {severity if count else ''}'>{count}</td>"
        for severity, count in zip(SEVERITIES, (line.error_count, line.warning_count, line.info_count), strict=True)
    )
    words = f"<b class='held'>{escape(line.reason_zh)}</b>" if line.reason_zh else escape(line.worst_zh)
    if line.unread_zh:
        words += f" <b class='held'>未读全：{escape(line.unread_zh)}</b>"
    return (
        f"<tr><td>{link}</td><td>{escape(line.issuer)}</td><td>{line.fiscal_year or ''}</td><td>{escape(line.kind_zh)}</td>"
        f"<td class='figure'>{line.page_count or ''}</td>{counts}<td class='figure'>{line.not_met_count}</td>"
        f"<td class='figure'>{line.not_checked_count}</td><td>{words}</td></tr>"
    )
