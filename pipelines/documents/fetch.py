"""Fetching what ``data/raw/sources.csv`` and ``sources.yaml`` list: files that are missing, files that may have been corrected, pages that
list more.

Belongs here: which addresses are asked when, and what is done with what they give. How one is asked is in ``fetching``, which lines
of the lists are good in ``sources``, the record of where each file came from in ``provenance``; whether a file is a report is
decided in ``triage``.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

from pipelines.documents.fetching.asking import Asker
from pipelines.documents.fetching.download import Download, Validators, download
from pipelines.documents.fetching.following import Listing, files_of_listing
from pipelines.documents.fetching.limits import FetchLimits
from pipelines.documents.fetching.listing import Wanted
from pipelines.documents.fetching.problems import FetchError, can_pass
from pipelines.documents.fetching.resting import rest_after, rests
from pipelines.documents.fetching.tries import Try, last_tries, read_tries, write_tries
from pipelines.documents.keeping import Keeper
from pipelines.documents.names import opened, shown
from pipelines.documents.provenance import PROVENANCE_NAME, Provenance, problems_of_provenance
from pipelines.documents.sources import SOURCES_NAME, Source, read_lists


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What became of one line of a list; ``problem`` says what is wrong and what to do.

    ``list_name`` and ``line_no`` say which line, None for the whole list. ``is_harmless`` if no file is missing for it,
    ``is_passing`` if another run may fetch it.
    """

    file_name: str
    url: str
    is_fetched: bool
    problem: str | None = None
    line_no: int | None = None
    list_name: str = SOURCES_NAME
    is_harmless: bool = False
    is_passing: bool = False

    @property
    def place(self) -> str:
        """Return the list and the line, for a person."""
        return self.list_name if self.line_no is None else f"{self.list_name} line {self.line_no}"


@dataclass(frozen=True, slots=True)
class _Task:
    """An address to ask: for a file that is missing, for one that is here (``known``), or for what a page lists."""

    source: Source
    url: str
    file_name: str
    known: Provenance | None = None
    listing_url: str | None = None


@dataclass(frozen=True, slots=True)
class _Given:
    """What a task came to, with its tries but the last, which says what became of the file in the end."""

    task: _Task
    tries: tuple[Try, ...]
    found: Download | None = None
    part: Path | None = None
    error: FetchError | None = None
    #: What is told of an address that was not asked.
    told: FetchResult | None = None


def fetch_sources(
    sources_csv: Path,
    raw_dir: Path,
    on_file: Callable[[FetchResult], None] | None = None,
    *,
    tries_path: Path | None = None,
    limits: FetchLimits | None = None,
) -> list[FetchResult]:
    """Fetch what the lists name and the folder lacks, and what may be other than it was; a line that fails stops no other.

    Args:
        sources_csv: The list; ``sources.yaml`` beside it counts too. Without either nothing is fetched.
        raw_dir: The folder of reports.
        on_file: Called with each result as it comes.
        tries_path: The record of tries (contract table ``fetches``), which is brought up to date; None keeps none.
        limits: By default those of the environment.

    A download appears under its name only when it is whole and a PDF. A file that was fetched is asked for again after the days that the
    limits name; other bytes take its place, and the old ones go to ``.earlier/``. A file that a person put or changed there is left
    alone. Returns one result for each line whose file was missing or other, or that is no good, and for what is wrong with
    the lists themselves.
    """
    results: list[FetchResult] = []
    before = read_tries(tries_path)
    work = _Work(raw_dir, limits or FetchLimits.load(), before)
    try:
        for result in work.results(sources_csv.parent):
            results.append(result)
            if on_file is not None:
                on_file(result)
    finally:
        if tries_path is not None and work.tries:
            with suppress(OSError):
                write_tries(tries_path, [*before, *work.tries])
    return results


class _Work:
    """One round over the lists."""

    def __init__(self, raw_dir: Path, limits: FetchLimits, before: Iterable[Try]) -> None:
        self.raw_dir, self.limits = raw_dir, limits
        self.tries: list[Try] = []
        self._last = last_tries([*before])
        self._now = datetime.now(UTC)
        self._keeper = Keeper(raw_dir)

    def results(self, folder: Path) -> Iterator[FetchResult]:
        for problem in problems_of_provenance(self.raw_dir):
            yield FetchResult("", "", False, problem.words, problem.line_no, PROVENANCE_NAME, is_harmless=True)
        sources, problems = read_lists(folder)
        for listed in problems:
            yield FetchResult("", "", False, listed.words, listed.line_no, listed.list_name)
        tasks: list[_Task] = []
        for source in sources:
            result = self._told_at_once(source)
            if result is not None:
                yield result
            elif source.url is not None:
                for task in self._tasks(source, source.url):
                    resting = self._resting(task)
                    if resting is not None:
                        yield resting
                    else:
                        tasks.append(task)
        if tasks:
            yield from self._fetched(tasks)

    def _told_at_once(self, source: Source) -> FetchResult | None:
        if source.problem is not None:
            words = source.problem
        elif source.url is None and not os.path.lexists(self.raw_dir / source.file_name):
            words = (
                f"{source.file_name} is not in data/raw, so what is stated of it counts for nothing; correct its name"
            )
        else:
            return None
        return FetchResult(source.file_name, source.url or "", False, words, source.line_no, source.list_name)

    def _tasks(self, source: Source, url: str) -> Iterator[_Task]:
        """What is to be asked for a line; of a page that was walked lately, the files that it led to and that gave nothing."""
        task = self._task(source, url, source.file_name)
        if task is not None:
            yield task
        elif source.is_listing:
            walked_at = self._last[url].started_at
            for last in self._last.values():
                # What failed before the page was walked, and was not resting then, is on the page no more.
                is_listed = last.source_url == url and (last.rests_until or last.started_at) >= walked_at
                if is_listed and last.outcome == "failed" and last.file_name is not None:
                    with suppress(ValueError):
                        name = opened(self.raw_dir, last.file_name).relative_to(self.raw_dir).as_posix()
                        if (one := self._task(source, last.url, name, url)) is not None:
                            yield one

    def _resting(self, task: _Task) -> FetchResult | None:
        """What to tell instead of asking an address that gave nothing lately; None if it may be asked."""
        last = self._last.get(task.url)
        if last is None or not rests(last, self._now):
            return None
        words = f"{last.problem_en} (it is not asked again before {last.rests_until:%Y-%m-%d %H:%M} UTC)"
        return self._result(task, words, is_harmless=task.known is not None, is_passing=can_pass(last.problem_code))

    def _task(self, source: Source, url: str, name: str, listing_url: str | None = None) -> _Task | None:
        """The task of an address that is to be asked now, if it is."""
        last = self._last.get(url)
        if name.endswith("/"):
            rests = (
                last is not None
                and last.outcome == "listed"
                and self._is_fresh(last.started_at, hours=self.limits.listing_hours)
            )
            return None if rests else _Task(source, url, name)
        if not os.path.lexists(self.raw_dir / name):
            if (
                listing_url is not None
                and last is not None
                and last.outcome == "copy"
                and self._is_fresh(last.started_at)
            ):
                return None
            return _Task(source, url, name, None, listing_url)
        known = self._keeper.fetched_from(name, url)
        if (
            known is None
            or self._is_fresh(known.checked_at or known.retrieved_at)
            or not self._keeper.is_untouched(name, known)
        ):
            return None
        return _Task(source, url, name, known, listing_url)

    def _is_fresh(self, moment: datetime, *, hours: float | None = None) -> bool:
        longest = self.limits.recheck_days * 24 if hours is None else hours
        return longest == float("inf") or self._now - moment < timedelta(hours=longest)

    def _fetched(self, tasks: Iterable[_Task]) -> Iterator[FetchResult]:
        """Ask several hosts at once, and each for one thing after the other; keep what they give in this thread."""
        by_host: dict[str, list[_Task]] = defaultdict(list)
        for task in tasks:
            by_host[urlsplit(task.url).netloc.casefold()].append(task)
        given: Queue[_Given | BaseException | None] = Queue()
        with closing(Asker(self.limits)) as asker, ThreadPoolExecutor(int(self.limits.hosts)) as pool:
            for group in by_host.values():
                pool.submit(self._ask_host, asker, group, given)
            open_count = len(by_host)
            try:
                while open_count:
                    item = given.get()
                    if item is None:
                        open_count -= 1
                    elif isinstance(item, BaseException):
                        raise item
                    else:
                        yield self._kept(item)
            finally:
                # Whoever stops the run does not wait for the lists' end.
                asker.stopped.set()
                pool.shutdown(wait=False, cancel_futures=True)

    def _ask_host(self, asker: Asker, tasks: Iterable[_Task], given: Queue[_Given | BaseException | None]) -> None:
        try:
            for task in tasks:
                if asker.stopped.is_set():
                    break
                for item in self._listed(asker, task) if task.file_name.endswith("/") else [self._asked(asker, task)]:
                    given.put(item)
        except BaseException as error:  # the thread's own end would go unseen
            given.put(error)
        given.put(None)

    def _listed(self, asker: Asker, task: _Task) -> Iterator[_Given]:
        """Walk a listing page, then ask for each file it leads to."""
        tries: list[Try] = []
        try:
            files = files_of_listing(
                asker, task.url, listing_of(task.source), self._keeper.name_of_url, self._keeper.is_taken, tries.append
            )
        except FetchError as error:
            yield _Given(task, tuple(tries), error=error)
            return
        most = int(self.limits.listing_files)
        too_many = FetchError("too_many_files", f"{len(files):,}") if len(files) > most else None
        yield _Given(task, tuple(tries), error=too_many)
        for url, name in list(files.items())[:most]:
            one = None if asker.stopped.is_set() else self._task(task.source, url, name, task.url)
            if one is not None:
                resting = self._resting(one)
                yield self._asked(asker, one) if resting is None else _Given(one, (), told=resting)

    def _asked(self, asker: Asker, task: _Task) -> _Given:
        tries: list[Try] = []
        known = task.known
        try:
            part = self._keeper.part_for(task.file_name)
            validators = Validators(known.etag, known.last_modified) if known is not None and known.sha256 else None
            found = download(asker, task.url, part, tries.append, known=validators)
        except FetchError as error:
            return _Given(task, tuple(tries) or (_not_tried(task.url, error),), error=error)
        return _Given(task, tuple(tries), found, part)

    def _kept(self, given: _Given) -> FetchResult:
        task, source, tries, error = given.task, given.task.source, list(given.tries), given.error
        is_fetched, note = False, None
        if given.told is not None:
            return given.told
        if given.found is not None and error is None:
            try:
                kept = self._keeper.keep(
                    task.file_name, task.url, given.found, given.part, task.known, task.listing_url is not None
                )
                tries[-1] = replace(tries[-1], outcome=kept.outcome)
                is_fetched = kept.outcome in ("fetched", "new_version")
                note = kept.note
            except FetchError as problem:
                error = problem
                tries[-1] = replace(
                    tries[-1], outcome="failed", problem_code=error.code, problem_en=error.en, problem_zh=error.zh
                )
        if error is not None and tries and tries[-1].url == task.url and tries[-1].outcome == "failed":
            tries[-1] = replace(tries[-1], rests_until=rest_after(error, datetime.now(UTC), self.limits))
        self._record(task, tries)
        if error is not None:
            is_harmless = task.known is not None or error.code == "too_many_files"
            return self._result(task, error.en, is_harmless=is_harmless, is_passing=error.is_passing)
        if given.found is None:
            return self._result(task, None, is_harmless=True)
        return replace(self._result(task, note, is_harmless=True), is_fetched=is_fetched, line_no=source.line_no)

    def _record(self, task: _Task, tries: Iterable[Try]) -> None:
        is_page = task.file_name.endswith("/")
        for item in tries:
            self.tries.append(
                replace(
                    item,
                    source_url=task.listing_url if not is_page else (task.url if item.url != task.url else None),
                    file_name=None if is_page else shown(Path(task.file_name)),
                    list_name=task.source.list_name,
                    line_no=task.source.line_no,
                )
            )

    @staticmethod
    def _result(task: _Task, problem: str | None, *, is_harmless: bool, is_passing: bool = False) -> FetchResult:
        source = task.source
        return FetchResult(
            task.file_name, task.url, False, problem, source.line_no, source.list_name, is_harmless, is_passing
        )


def listing_of(source: Source) -> Listing:
    """Return what a line wants of the page it names."""
    stated = source.statement
    year, kind = (stated.fiscal_year, stated.report_kind) if stated is not None else (None, None)
    return Listing(source.file_name, Wanted(year, kind, source.depth))


def _not_tried(url: str, error: FetchError) -> Try:
    return Try(
        url, datetime.now(UTC), 1, "failed", 0, problem_code=error.code, problem_zh=error.zh, problem_en=error.en
    )
