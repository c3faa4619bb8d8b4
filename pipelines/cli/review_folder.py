"""``yusuan review FOLDER``: one report after the other, a page for each, and a ledger of all.

Belongs here: which files, the bar, what is told of each. A review is made in ``review``; the ledger is ``site.ledger``'s.
"""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from pipelines.cli.language import Language, text_in
from pipelines.cli.screen import err, out
from pipelines.documents.folder_walk import entries_below, is_pdf_name
from pipelines.documents.names import escaped, shown
from pipelines.review.news import ReviewListener

if TYPE_CHECKING:
    from pipelines.documents.verdicts import Verdict
    from pipelines.settings import Settings
    from pipelines.site.ledger import LedgerLine


class _News(ReviewListener):
    """Tells nothing but that the rules are made first: the bar counts reports."""

    def rules_wanted(self, *, must_be_made: bool) -> None:
        """Say that the rules are prepared, if that takes a while."""
        if must_be_made:
            err.print("Preparing the rules: half a minute, once until rules or program change.")


def reports_below(folder: Path) -> list[Path]:
    """Return the PDFs in the folder and below it, by name: regular files only, no links, nothing hidden or temporary."""
    return sorted(
        folder / entry.below
        for entry in entries_below(folder)
        if entry.facts is not None and stat.S_ISREG(entry.mode) and is_pdf_name(entry.below.name)
    )


def review_folder(
    folder: Path, target: Path, settings: Settings, verdicts: Sequence[Verdict] = (), *, has_english: bool = True
) -> list[LedgerLine]:
    """Review every report below ``folder``, honour ``verdicts`` of people, and write pages and ledger below ``target``.

    A file that cannot be reviewed has a line with the reason; the others go on. Raises ``DbtError`` or ``RuleError`` if the
    rules cannot be applied at all, ``OSError`` if nothing can be written.
    """
    from pipelines.site.ledger import write_ledger

    paths = reports_below(folder)
    lines: list[LedgerLine] = []
    with _bar() as bar:
        task = bar.add_task("Reviewing", total=len(paths))
        for path in paths:
            bar.update(task, description=escape(shown(path.name))[:40])
            lines.append(_review_one(path, folder, target, settings, verdicts, has_english=has_english))
            bar.advance(task)
    write_ledger(lines, target)
    return lines


def print_lines(lines: Sequence[LedgerLine], page: Path, language: Language) -> None:
    """Print what was counted, and what could not be reviewed and why."""
    errors = sum(line.error_count for line in lines)
    warnings = sum(line.warning_count for line in lines)
    counted = (
        f"{len(lines)} 份报告 · {errors} 处错误 · {warnings} 处提醒",
        " · ".join(
            f"{count} {noun}{'' if count == 1 else 's'}"
            for count, noun in ((len(lines), "report"), (errors, "error"), (warnings, "warning"))
        ),
    )
    out.print(text_in(counted, language))
    for line in lines:
        if line.reason_zh:
            missed = text_in(("未审阅", "not reviewed"), language)
            out.print(
                f"[bold]{missed}[/bold] {escape(shown(line.file_name))}: {escape(line.reason_zh)}", soft_wrap=True
            )
        elif line.unread_zh:
            partly = text_in(("未读全", "not read in full"), language)
            out.print(
                f"[bold]{partly}[/bold] {escape(shown(line.file_name))}: {escape(line.unread_zh)}", soft_wrap=True
            )
    opened = text_in(("请用浏览器打开。", "Open it in a browser."), language)
    out.print(f"{escape(escaped(page))}  {opened}", soft_wrap=True)


def _review_one(
    path: Path, folder: Path, target: Path, settings: Settings, verdicts: Sequence[Verdict], *, has_english: bool
) -> LedgerLine:
    from pipelines.review.reading import NotReadableError
    from pipelines.review.reviewing import review
    from pipelines.site.ledger import line_of, line_without
    from pipelines.site.review_page import write_review_page

    below = path.relative_to(folder)
    try:
        found = review(path, (), settings, _News(), verdicts=verdicts)
    except NotReadableError as error:
        return line_without(shown(str(below)), error.reason.zh)
    # Two reports of one name in two folders have two pages.
    page = below.with_name(f"{below.stem}.review.html")
    write_review_page(found, target / page, has_english=has_english)
    return line_of(shown(str(below)), found, page.as_posix())


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    )
