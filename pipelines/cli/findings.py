"""Findings on the screen: which are asked for, a report in a few lines, one finding in full.

Belongs here: choosing and printing rows of ``rpt_discrepancy``. Options are the command's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rich.markup import escape
from rich.table import Table

from pipelines.cli.language import Language, text_of
from pipelines.cli.screen import out
from pipelines.review.answer import Judged
from pipelines.site.review_words import REPORT_KINDS, SEVERITY_WORDS, judged_words, judged_words_en

Finding = dict[str, Any]
SEVERITIES = ("error", "warning", "info")
_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_CHANGE_HEADS = {
    Language.CHINESE: ("页", "位置", "所印", "建议", "单元格"),
    Language.ENGLISH: ("page", "place", "printed", "suggested", "cell"),
}
_CHANGE_KEYS = ("page_no", "place", "printed", "suggested", "cell_id")
_MOST_CHANGES = 12
_PAGES = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")


class PagesError(ValueError):
    """Pages that are no list of pages; the message says how to write them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for; nothing stands for everything. Texts are parts of names, in any case."""

    report: str | None = None
    severity: str | None = None
    rule: str | None = None
    place: str | None = None
    pages: tuple[range, ...] = ()

    def takes(self, row: Finding) -> bool:
        """True if the finding is asked for."""
        return (
            self.severity in (None, row["severity"])
            and _names(self.report, row["file_name"], row["issuer_name"], row["document_id"])
            and _names(self.rule, *(row["rule_ids"] or ()))
            and _names(self.place, row["division_name"], row["division_code"])
            and (not self.pages or any(page in span for page in row["page_nos"] or () for span in self.pages))
        )


def pages_of(text: str) -> tuple[range, ...]:
    """Return the pages written as ``5`` or ``3-8,12``; raises ``PagesError`` on anything else."""
    spans = []
    for part in text.replace("，", ",").split(","):
        match = _PAGES.fullmatch(part.strip())
        if match is None:
            raise PagesError(f"{text!r} is no list of pages; write 5 or 3-8,12")
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise PagesError(f"the pages {part.strip()!r} end before they begin; write 3-8")
        spans.append(range(first, last + 1))
    return tuple(spans)


def _names(asked: str | None, *names: str | None) -> bool:
    return asked is None or any(asked.casefold() in (name or "").casefold() for name in names)


def reports_of(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings report by report, the report with most errors (then warnings, notices) first."""
    reports = [list(group) for _, group in groupby(findings, key=lambda row: str(row["file_name"]))]
    return sorted(reports, key=lambda report: tuple(-_count(report)[severity] for severity in SEVERITIES))


def print_report(report: Sequence[Finding], language: Language) -> None:
    """Print one report in a few lines: whose it is, what was counted, a line for each cause that is no mere notice."""
    first, counts = report[0], _count(report)
    plural = {severity: "s" if language is Language.ENGLISH and counts[severity] > 1 else "" for severity in SEVERITIES}
    counted = " · ".join(
        f"[{_STYLES[severity]}]{counts[severity]} {_said(severity, language)}{plural[severity]}[/]"
        for severity in SEVERITIES
        if counts[severity]
    )
    no_faults = sum(finding["severity"] != finding["severity_found"] for finding in report)
    if no_faults:
        counted += (
            f" [dim]({no_faults} {'经人工判断不属实' if language is Language.CHINESE else 'judged no fault'})[/dim]"
        )
    out.print(f"[bold]{escape(_identity(first, language))}[/bold] · {counted}  [dim]{escape(first['file_name'])}[/dim]")
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2)
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for finding in report:
        if finding["severity"] != "info":
            grid.add_row(
                "", _severity(finding, language), _pages(finding, language), escape(text_of(finding, "title", language))
            )
    if grid.row_count:
        out.print(grid)


def print_findings(report: Sequence[Finding], language: Language) -> None:
    """Print every finding of one report in full, below a rule with the report's name."""
    first = report[0]
    out.rule(f"{escape(_identity(first, language))} · {escape(first['file_name'])}")
    for finding in report:
        _print_finding(finding, language)


def _print_finding(finding: Finding, language: Language) -> None:
    pages = _pages(finding, language)
    title = escape(text_of(finding, "title", language))
    out.print(f"{_severity(finding, language)} [bold]{title}[/bold]" + (f" [dim]{pages}[/dim]" if pages else ""))
    out.print(f"  {escape(text_of(finding, 'explanation', language))}")
    if finding["reviewer_verdict"]:
        out.print(f"  [green]{escape(_judged(finding, language))}[/green]")
    out.print(f"  [dim]{escape(' · '.join(_references(finding, language)))}[/dim]")
    changes = finding["suggested_changes"]
    if changes:
        table = Table(box=None, padding=(0, 2))
        for key, head in zip(_CHANGE_KEYS, _CHANGE_HEADS[language], strict=True):
            table.add_column(head, justify="right" if key in ("printed", "suggested") else "left", style="dim")
        for change in changes[:_MOST_CHANGES]:
            cells = (change.get(key) for key in _CHANGE_KEYS)
            table.add_row(*("" if value is None else escape(str(value)) for value in cells))
        out.print(table)
        if len(changes) > _MOST_CHANGES:
            out.print(f"  [dim]… +{len(changes) - _MOST_CHANGES}: --json[/dim]")
    out.print()


def _references(finding: Finding, language: Language) -> Iterator[str]:
    """What a person needs to look the finding up: its kind, how many checks it accounts for, its rules, its name."""
    yield finding["diagnosis_kind"]
    checks, closes = finding["check_count"], finding["closes_count"]
    if language is Language.CHINESE:
        yield f"{checks} 项核对由此不成立" + (f"，改正后 {closes} 项成立" if closes else "")
    else:
        yield f"accounts for {checks} checks" + (f", the change closes {closes}" if closes else "")
    if finding["rule_ids"]:
        yield ", ".join(finding["rule_ids"])
    yield finding["finding_key"] or finding["finding_id"]


def _judged(finding: Finding, language: Language) -> str:
    """What a person decided on it, why, who and when; what it was before, if it counts no longer."""
    judged = Judged(
        finding["reviewer_verdict"],
        finding["reviewer_note"],
        finding["reviewer"],
        finding["reviewed_on"],
        finding["is_verdict_outgrown"],
    )
    before = finding["severity_found"]
    if language is Language.CHINESE:
        return judged_words(judged) + (f"，原为{_said(before, language)}" if before != finding["severity"] else "")
    told = " · ".join(filter(None, (judged.note, judged.reviewer, str(judged.reviewed_on or ""))))
    words = judged_words_en(judged) + (f" ({told})" if told else "")
    return words + (f", was: {_said(before, language)}" if before != finding["severity"] else "")


def _severity(finding: Finding, language: Language) -> str:
    severity = finding["severity"]
    return f"[{_STYLES[severity]}]{_said(severity, language)}[/]"


def _said(severity: str, language: Language) -> str:
    return SEVERITY_WORDS[severity][0 if language is Language.CHINESE else 1]


def _identity(finding: Finding, language: Language) -> str:
    kind = REPORT_KINDS.get(finding["report_kind"] or "", ("", ""))[0 if language is Language.CHINESE else 1]
    return f"{finding['issuer_name'] or '?'} {finding['fiscal_year'] or '?'} {kind}".strip()


def _pages(finding: Finding, language: Language) -> str:
    """The pages as a reader says them: ``p. 5, 7-9``, ``第5、7-9页``."""
    spans: list[list[int]] = []
    for page in sorted(set(finding["page_nos"] or ())):
        if spans and page == spans[-1][-1] + 1:
            spans[-1].append(page)
        else:
            spans.append([page])
    if not spans:
        return ""
    words = [str(span[0]) if len(span) == 1 else f"{span[0]}-{span[-1]}" for span in spans]
    return f"第{'、'.join(words)}页" if language is Language.CHINESE else f"p. {', '.join(words)}"


def _count(report: Sequence[Finding]) -> Counter[str]:
    return Counter(finding["severity"] for finding in report)
