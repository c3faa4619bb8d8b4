"""Progress bars of a run: files, documents, pages, dbt nodes, suites.

Belongs here: drawing what ``journal.news`` tells. Without a terminal, or with ``--no-progress``, one plain line a phase.
"""

from __future__ import annotations

import time
from datetime import timedelta
from types import TracebackType

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Column
from rich.text import Text

from pipelines.journal.news import RunListener

_PHASES = {
    "scan": "Raw files",
    "read": "Reading reports",
    "parse": "Preparing the rules",
    "gather": "Putting readings together",
    "dbt": "Building the candidate",
    "join": "Joining the shards",
    "suites": "Checking the candidate",
    "hold": "Holding back",
    "publish": "Publishing",
    "lake": "Writing the lake",
}


#: Bars that end with a phase's own.
_PART_OF_PHASE = {"read": "pages", "dbt": "diagnosed"}
#: Leaves room for names on a screen of 80 columns.
_BAR_WIDTH = 18


class PlainProgress(RunListener):
    """One line a phase, and one for each document that cannot be read."""

    def __init__(self, console: Console) -> None:
        """Print to ``console``, each line with the seconds since now."""
        self._console = console
        self._started = time.monotonic()

    def phase_started(self, phase: str) -> None:
        """Print the phase."""
        seconds = time.monotonic() - self._started
        self._console.print(f"{seconds:6.1f} s  {_PHASES.get(phase, phase)} …")

    def document_read(self, file_name: str, problem: str | None) -> None:
        """Print a document that cannot be read."""
        if problem:
            self._console.print(f"          {escape(file_name)}: {escape(problem)}", soft_wrap=True)


class _SpinnerAtWork(SpinnerColumn):
    """Turns until the next phase begins: what follows the last thing counted (records, imports) may take a minute."""

    def render(self, task: Task) -> RenderableType:
        """Draw it."""
        return self.spinner.render(task.get_time()) if task.fields["is_at_work"] else super().render(task)


class _TimeAtWork(TimeElapsedColumn):
    """Runs until the next phase begins."""

    def render(self, task: Task) -> Text:
        """Draw it."""
        if not task.fields["is_at_work"] or task.elapsed is None:
            return super().render(task)
        return Text(str(timedelta(seconds=int(task.elapsed))), style="progress.elapsed")


class RichProgress(RunListener):
    """Bars; a context manager."""

    def __init__(self, console: Console) -> None:
        """Draw on ``console``."""
        self._bars = Progress(
            _SpinnerAtWork(),
            TextColumn("{task.description}", table_column=Column(no_wrap=True)),
            BarColumn(bar_width=_BAR_WIDTH),
            MofNCompleteColumn(),
            _TimeAtWork(),
            TextColumn(
                "{task.fields[detail]}",
                style="dim",
                markup=False,
                table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"),
            ),
            console=console,
            expand=True,
            # The console has a handle of its own on the terminal; what others print stays theirs.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._tasks: dict[str, TaskID] = {}
        self._pages_of: dict[str, int] = {}
        self._phase: str | None = None

    def __enter__(self) -> RichProgress:
        """Start drawing."""
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop drawing; bars stay on the screen."""
        if kind is None:
            self._finish_phase()
        self._bars.stop()

    def phase_started(self, phase: str) -> None:
        """Add the phase's bar."""
        self._finish_phase()
        self._phase = phase
        self._bar(phase, _PHASES.get(phase, phase), total=None)
        self._update(phase, is_at_work=True)

    def files_counted(self, file_count: int) -> None:
        """Set the length of the files' bar."""
        self._update("scan", total=file_count)

    def file_looked_at(self, file_name: str) -> None:
        """Move the files' bar."""
        self._update("scan", advance=1, detail=file_name)

    def documents_counted(self, document_count: int, page_count: int) -> None:
        """Set the length of the documents' and the pages' bar."""
        self._update("read", total=document_count)
        self._bar("pages", "  pages", total=page_count)

    def page_read(self, file_name: str, page_no: int, page_count: int) -> None:
        """Move the pages' bar."""
        self._pages_of[file_name] = self._pages_of.get(file_name, 0) + 1
        self._update("pages", advance=1, detail=file_name)

    def document_read(self, file_name: str, problem: str | None) -> None:
        """Move the documents' bar."""
        self._update("read", advance=1, detail=f"{file_name}: {problem}" if problem else file_name)

    def tables_gathered(self, done: int, table_count: int) -> None:
        """Move the bar of tables put together."""
        self._update("gather", total=table_count, completed=done)

    def nodes_counted(self, node_count: int) -> None:
        """Set the length of dbt's bar."""
        self._update("dbt", total=node_count)

    def node_built(self, name: str, status: str) -> None:
        """Move dbt's bar, or that of the shards that are joined."""
        self._update("join" if self._phase == "join" else "dbt", advance=1, detail=name)

    def document_diagnosed(self, document_count: int) -> None:
        """Move the bar of documents whose failing checks are explained."""
        if "diagnosed" not in self._tasks:
            self._bar("diagnosed", "  explaining", total=document_count)
        self._update("diagnosed", advance=1)

    def suites_counted(self, suite_count: int) -> None:
        """Set the length of the suites' bar."""
        self._update("suites", total=suite_count)

    def suite_validated(self, name: str) -> None:
        """Move the suites' bar."""
        self._update("suites", advance=1, detail=name)

    def _bar(self, key: str, description: str, total: float | None) -> None:
        if key in self._tasks:
            self._bars.reset(self._tasks[key], total=total)
        else:
            self._tasks[key] = self._bars.add_task(description, total=total, detail="", is_at_work=False)

    def _update(self, key: str, **changes: object) -> None:
        if key in self._tasks:
            self._bars.update(self._tasks[key], **changes)  # type: ignore[arg-type]

    def _finish_phase(self) -> None:
        """Fill the bars of the phase that ended; a phase that counted nothing shows one of one."""
        for key in filter(None, (self._phase, _PART_OF_PHASE.get(self._phase or ""))):
            if key in self._tasks:
                task = self._bars.tasks[self._bars.task_ids.index(self._tasks[key])]
                total = task.total if task.total is not None else 1
                self._bars.update(self._tasks[key], total=total, completed=total, detail="", is_at_work=False)
