"""``yusuan review``: one report read and checked alone, before it is published.

Belongs here: arguments, progress, a short answer on the screen, exit status. The review is made in ``review``; its page in
``site.review_page``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipelines.cli.language import Language, LanguageOption, language_of, text_in
from pipelines.cli.screen import err, fail, out
from pipelines.contract.doubts import split_languages
from pipelines.documents.names import escaped, shown
from pipelines.review.news import ReviewListener

if TYPE_CHECKING:
    from pipelines.documents.verdicts import Verdict
    from pipelines.review.answer import Review, ReviewFinding
    from pipelines.settings import Settings

#: As ``yusuan run`` says of a report that cannot be read.
STATUS_FOUND = 1
STATUS_NOT_READ = 3
#: What was read and checked, on one line.
_COUNTED = {
    Language.CHINESE: "{pages} 页 · {tables} 张表 · {amounts} 个金额 · 核对：{passed} 项通过，{failed} 项不成立，"
    "{untried} 项未能核对 · 已由合计证实 {proven}",
    Language.ENGLISH: "{pages} pages · {tables} tables · {amounts} amounts · checks: {passed} passed, {failed} failed, "
    "{untried} not applicable · proven: {proven}",
}
_IN_DOUBT = {
    Language.CHINESE: "{count} 个数字的识别存疑，请对照原页；含这些数字的核对不能作准。",
    Language.ENGLISH: "Figures whose reading is in doubt: {count}. Compare the page; checks on them prove nothing.",
}
_NO_TABLE_KNOWN = {
    Language.CHINESE: "没有一张表识别出是什么表（{tables} 张，{amounts} 个金额），其中的数字未经核对。",
    Language.ENGLISH: "No table is of a known kind ({tables} tables, {amounts} amounts): their figures are not checked.",
}
_NOTHING = {
    Language.CHINESE: "没有发现不符之处。",
    Language.ENGLISH: "Nothing was found that does not agree.",
}
_NOTHING_IN_WHAT_WAS_READ = {
    Language.CHINESE: "已读出的部分没有发现不符之处；其余部分未能核对，见上。",
    Language.ENGLISH: "In what was read, nothing was found that does not agree; the rest, named above, is not checked.",
}
_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def review(
    pdf: Annotated[
        Path, typer.Argument(help="The report to review, or a folder of reports.", metavar="FILE.pdf|FOLDER")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--out", "--output", "-o", help="HTML to write [default: FILE.review.html here]; of a folder, a folder."
        ),
    ] = None,
    also: Annotated[
        list[Path] | None,
        typer.Option("--also", help="A report to read beside it: its text part, a unit's, last year's. Repeatable."),
    ] = None,
    annotated: Annotated[
        Path | None,
        typer.Option("--annotated", help="Also a copy of the PDF with the findings marked on it.", metavar="FILE.pdf"),
    ] = None,
    form: Annotated[
        Path | None,
        typer.Option(
            "--form", help="Also the check-list 公开情况检查表 as a workbook, filled in.", metavar="FILE.xlsx"
        ),
    ] = None,
    findings: Annotated[
        Path | None,
        typer.Option(
            "--findings", help="Also the findings for programs and spreadsheets.", metavar="FILE.csv|FILE.json"
        ),
    ] = None,
    verdicts: Annotated[
        Path | None,
        typer.Option(
            "--verdicts",
            help="What people decided: a findings file that was filled in, or a list like data/raw/verdicts.csv.",
            metavar="FILE.csv|FILE.json",
        ),
    ] = None,
    language: LanguageOption = None,
) -> None:
    """Review one report alone, in seconds: read it, apply every rule, write what is wrong with crops of its pages.

    No warehouse is read or written, and it works in any folder. The HTML is one file: each finding has a sentence to copy
    into a letter, the place, both figures, what would mend it, and the page with the figures outlined; then what could not
    be checked and why. The first review after rules or program changed takes half a minute longer. A folder's reports are
    reviewed one after the other: a page for each, and a ledger of all, worst first (ledger.html, ledger.csv). What people decided
    on findings is honoured: --verdicts, verdicts.csv beside the report, data/raw/verdicts.csv.

    [bold]Exit status[/bold]  0: nothing found that is an error · 1: findings of severity error, or the review failed (it
    says so) · 3: no error, but the file or some of it cannot be read or is too doubtful to be judged (it says why) · 2: wrong
    usage.

    [bold]Examples[/bold]

      yusuan review ~/Downloads/2024年部门预算.pdf
      yusuan review tables.pdf --also text.pdf --out findings.html
      yusuan review budget.pdf --form checked.xlsx
      yusuan review ~/Downloads/2026 --out reviews
      yusuan review budget.pdf --annotated marked.pdf --findings findings.csv
      yusuan review budget.pdf --verdicts findings.csv
    """
    from pipelines.pdf.page_image import PageImageError
    from pipelines.review.evaluation import RuleError
    from pipelines.review.reading import NotReadableError
    from pipelines.review.reviewing import review as make_review
    from pipelines.settings import Settings, SettingsError
    from pipelines.site.annotated_copy import write_annotated_copy
    from pipelines.site.findings_file import write_findings
    from pipelines.site.review_form import write_review_form
    from pipelines.site.review_page import write_review_page
    from pipelines.warehouse.dbt_command import DbtError

    try:
        settings = Settings.load()
    except SettingsError as error:
        raise fail(str(error)) from error
    if pdf.is_dir():
        if also or annotated or form or findings:
            raise fail(
                "--also, --annotated, --form and --findings are of one report: name its file instead of the folder."
            )
        judged = _verdicts(verdicts, pdf, settings)
        folder = output or Path.cwd() / f"{pdf.resolve().name}.reviews"
        _review_folder(pdf, folder, settings, judged, language_of(language))
        return
    if annotated is not None and annotated.resolve() == pdf.resolve():
        raise fail("--annotated names the report itself, which is left as it is. Name another file.")
    target = output or Path.cwd() / f"{pdf.stem}.review.html"
    try:
        with _Bars() as bars:
            found = make_review(pdf, also or (), settings, bars, verdicts=_verdicts(verdicts, pdf.parent, settings))
            has_english = language_of(language) is Language.ENGLISH
            write_review_page(found, target, bars.page_drawn, has_english=has_english)
            if form is not None:
                write_review_form(found, form, bars.form_filled)
        if annotated is not None:
            write_annotated_copy(found, annotated)
        if findings is not None:
            write_findings(found, findings)
    except NotReadableError as error:
        raise fail(
            f"{escape(shown(error.path.name))}: {escape(error.reason.zh)}\n      {escape(error.reason.en)}",
            STATUS_NOT_READ,
        ) from error
    except (DbtError, RuleError) as error:
        raise fail(f"the rules cannot be applied: {escape(str(error))}") from error
    except PageImageError as error:
        raise fail(f"the copy with marks cannot be made: {escape(str(error))}") from error
    except OSError as error:
        raise fail(f"the answer cannot be written: {escape(str(error))}. Name another file.") from error
    _show(found, language_of(language))
    for other in filter(None, (form, annotated, findings)):
        out.print(escape(escaped(other)), soft_wrap=True)
    opened = text_in(("{:.1f} 秒，请用浏览器打开。", "{:.1f} s. Open it in a browser."), language_of(language))
    out.print(f"{escape(escaped(target))}  {opened.format(found.seconds)}", soft_wrap=True)
    if found.reports[0].hold_reason:
        raise typer.Exit(STATUS_NOT_READ)
    if found.count("error"):
        raise typer.Exit(STATUS_FOUND)
    if not is_read_in_full(found):
        raise typer.Exit(STATUS_NOT_READ)


def is_read_in_full(found: Review) -> bool:
    """Tell whether nothing of the reports is held back and none of their figures is in doubt."""
    return all(report.is_read_in_full for report in found.reports)


def _verdicts(named: Path | None, beside: Path, settings: Settings) -> tuple[Verdict, ...]:
    """What people decided: the file named outranks the list beside the reports, and that the project's own."""
    from pipelines.cli.verdict import print_problems
    from pipelines.documents.verdicts import VERDICTS_NAME, merged, read_verdicts

    if named is not None and not named.is_file():
        raise fail(f"there is no file {escape(shown(str(named)))}: --verdicts names what people decided.")
    lists = []
    for path in dict.fromkeys(filter(None, (named, beside / VERDICTS_NAME, settings.raw_dir / VERDICTS_NAME))):
        found, problems = read_verdicts(path)
        print_problems(path, problems)
        lists.append(found)
    return merged(lists)


def _review_folder(
    folder: Path, target: Path, settings: Settings, verdicts: Sequence[Verdict], language: Language
) -> None:
    from pipelines.cli.review_folder import print_lines, reports_below, review_folder
    from pipelines.review.evaluation import RuleError
    from pipelines.site.ledger import PAGE_NAME
    from pipelines.warehouse.dbt_command import DbtError

    try:
        if not reports_below(folder):
            raise fail(f"there is no PDF in {escape(shown(str(folder)))}, nor in a folder below it.", STATUS_NOT_READ)
        lines = review_folder(folder, target, settings, verdicts, has_english=language is Language.ENGLISH)
    except (DbtError, RuleError) as error:
        raise fail(f"the rules cannot be applied: {escape(str(error))}") from error
    except OSError as error:
        raise fail(f"the answer cannot be written: {escape(str(error))}. Name another folder with --out.") from error
    print_lines(lines, target / PAGE_NAME, language)
    if any(line.error_count for line in lines):
        raise typer.Exit(STATUS_FOUND)
    if any(line.reason_zh or line.unread_zh for line in lines):
        raise typer.Exit(STATUS_NOT_READ)


def _show(found: Review, language: Language) -> None:
    from pipelines.site.review_words import BODY_KINDS, REPORT_KINDS

    is_chinese = language is Language.CHINESE
    for report in found.reports:
        kind = text_in(REPORT_KINDS.get(report.report_kind or "", ("?", "?")), language)
        body = text_in(BODY_KINDS.get(report.body_kind or "", ("", "")), language)
        kind = f"{body}{kind}" if is_chinese else f"{body} {kind}".strip()
        out.rule(escape(f"{report.issuer or shown(report.path.name)} · {report.fiscal_year or '?'} · {kind}"))
        proven = "–" if report.proven_percent is None else f"{report.proven_percent}%"
        out.print(
            _COUNTED[language].format(
                pages=report.page_count,
                tables=len(report.tables),
                amounts=report.amount_count,
                passed=report.passed,
                failed=report.failed,
                untried=report.not_applicable,
                proven=proven,
            )
        )
        if report.hold_reason:
            _show_held("", report.hold_reason, language)
        for table in report.held_tables:
            _show_held(table.label, table.hold_reason or "", language)
        if report.knows_no_table:
            told = _NO_TABLE_KNOWN[language].format(tables=len(report.tables), amounts=report.amount_count)
            out.print(f"[bold red]{told}[/bold red]")
    for finding in found.findings:
        _show_finding(finding, language)
    gone = text_in(("该问题已不再提出", "the finding is no longer made"), language)
    for item in (item for report in found.reports for item in report.unmatched):
        what = escape(item.title_zh or item.finding_key)
        out.print(f"[dim]{escape(item.list_name)} {item.line_no}[/dim] {gone}: {what}", soft_wrap=True)
    for report in found.reports:
        if report.flagged_count:
            out.print(_IN_DOUBT[language].format(count=report.flagged_count))
    if not found.findings:
        out.print(_NOTHING[language] if is_read_in_full(found) else _NOTHING_IN_WHAT_WAS_READ[language])


def _show_held(what: str, reason: str, language: Language) -> None:
    apart = split_languages(reason)
    held, told = text_in(("暂扣", "held back"), language), text_in((apart.zh, apart.en), language)
    out.print(f"[bold red]{held}[/bold red] {escape(f'{what}: {told}' if what else told)}")


def _show_finding(finding: ReviewFinding, language: Language) -> None:
    from pipelines.site.review_words import SEVERITY_WORDS, judged_words, judged_words_en

    pages = ", ".join(map(str, finding.page_nos))
    where = text_in((f"第{pages.replace(', ', '、')}页", f"p. {pages}"), language)
    title = text_in((finding.title_zh, finding.title_en), language)
    judged = finding.judged and text_in((judged_words(finding.judged), judged_words_en(finding.judged)), language)
    out.print(
        f"[{_STYLES[finding.severity]}]{text_in(SEVERITY_WORDS[finding.severity], language)}[/] {escape(title)}"
        + (f" [dim]{where}[/dim]" if pages else "")
        + (f" [green]{escape(judged)}[/green]" if judged else ""),
        soft_wrap=True,
    )


class _Bars(ReviewListener):
    """Bars for pages, rules and crops; a review's listener and a context manager."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=err,
            transient=True,
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> _Bars:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def rules_wanted(self, *, must_be_made: bool) -> None:
        """Say that the rules are prepared, if that takes a while."""
        if must_be_made:
            err.print("Preparing the rules: half a minute, once until rules or program change.")

    def page_read(self, file_name: str, page_no: int, page_count: int) -> None:
        """Move the pages' bar."""
        self._move(f"Reading {file_name}", page_no, page_count)

    def rule_applied(self, name: str, number: int, count: int) -> None:
        """Move the rules' bar."""
        self._move("Applying the rules", number, count)

    def page_drawn(self, number: int, count: int) -> None:
        """Move the crops' bar."""
        self._move("Cutting crops", number, count)

    def form_filled(self, number: int, count: int) -> None:
        """Move the form's bar."""
        self._move("Filling in the form", number, count)

    def _move(self, words: str, number: int, count: int) -> None:
        if words not in self._tasks:
            self._tasks[words] = self._progress.add_task(escape(words), total=count)
        self._progress.update(self._tasks[words], completed=number)
