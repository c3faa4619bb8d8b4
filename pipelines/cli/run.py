"""``yusuan run``: from the raw folder to the published warehouse.

Belongs here: options, progress bars, exit status. The order of the steps is in ``defs.steps``.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pipelines.cli.disk import said_of_full_disk, without_words_of_the_log
from pipelines.cli.progress import PlainProgress, RichProgress
from pipelines.cli.screen import RawOption, WarehouseOption, err, fail, load_settings, out, own_terminal, write_trace
from pipelines.journal.news import listening
from pipelines.runs.lock import RunLockedError
from pipelines.runs.state import RunState, run_at_work
from pipelines.settings import Settings

#: Published, but something in the raw folder is not in it and should be.
STATUS_INCOMPLETE = 3
#: A folder that is mounted read-only, belongs to somebody else, or lies where there is a file.
_NOT_WRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR)


def run(
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Do everything anew: read every document, build, check, publish.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that read documents (default: one a core).")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Dask's scheduler (tcp://host:8786), whose workers read and draw documents, and build shards of very many.",
        ),
    ] = None,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="One line a phase instead of bars.")] = False,
) -> None:
    """Read what is new in data/raw/, build and check a candidate, publish it.

    Work that was done is not done again: a second run says "nothing new".
    Whatever happens, readers of the published warehouse see the one before
    or the new one, whole. One run at a time.

    Of a few new, changed or removed reports, only what depends on them is
    made anew. For that the candidate is kept, which takes four times as much
    of the disk as the warehouse; YUSUAN_KEEP_CANDIDATE=0 does without.

    With --cluster (or YUSUAN_CLUSTER), workers on other machines read the
    documents, draw their pages for the site and, if they are very many,
    build the tables in shards: docs/scale.md. Everything else is done here.

    [bold]Exit status[/bold]  0: every file in data/raw/ is published, a copy of one that is, or no budget report ·
    3: published, but some file cannot be read or a report is held back (the summary says which and why) ·
    also: published, but a step after that failed (Parquet, pages, lake); the next run finishes it ·
    1: nothing was published: the gate closed or the run failed; the last warehouse stays as it was.

    [bold]Examples[/bold]

      yusuan run
      yusuan run --raw ~/reports --warehouse ~/warehouse
      yusuan run --force --workers 4
      yusuan run --cluster tcp://10.0.0.1:8786
    """
    if cluster is not None:
        os.environ["YUSUAN_CLUSTER"] = cluster
    settings = load_settings(raw, warehouse)
    if not settings.raw_dir.is_dir():
        raise fail(
            f"there is no folder {settings.raw_dir}. Make it and put reports (PDF) in it, or name another with --raw."
        )
    from pipelines.cli.summary import print_summary
    from pipelines.cluster import ClusterError
    from pipelines.runs.lake_step import LakeBehind
    from pipelines.runs.outcome import GateClosedError, is_published, recorded
    from pipelines.runs.suites_beside import DataDocsBehind
    from pipelines.warehouse.dbt_command import DbtError
    from pipelines.warehouse.publication import WarehouseInUseError

    state: RunState | None = None
    try:
        with run_at_work(settings, "yusuan run") as state:
            state.worker_count = workers
            with without_words_of_the_log(), _progress(no_progress), recorded(state):
                _run(state, force=force)
            is_complete = print_summary(state)
    except RunLockedError as error:
        raise fail(str(error)) from error
    except (ClusterError, GateClosedError, DbtError, WarehouseInUseError) as error:
        if state is not None and is_published(state):
            raise _unfinished(settings, error) from error
        if (full := said_of_full_disk(settings.warehouse_dir, error)) is not None:
            raise _not_published(full) from error
        raise _not_published(str(error)) from error
    except OSError as error:
        if state is not None and is_published(state):
            raise _unfinished(settings, error) from error
        if error.errno in _NOT_WRITABLE and _is_below(error.filename, settings.warehouse_dir):
            raise fail(
                f"nothing can be written to the warehouse folder {settings.warehouse_dir} ({error.strerror}). "
                "Make it writable, or name another with --warehouse."
            ) from error
        if (full := said_of_full_disk(settings.warehouse_dir, error)) is not None:
            raise _not_published(full) from error
        raise _failed(settings, error) from error
    except Exception as error:
        if state is not None and is_published(state):
            raise _unfinished(settings, error) from error
        if (full := said_of_full_disk(settings.warehouse_dir, error)) is not None:
            raise _not_published(full) from error
        raise _failed(settings, error) from error
    advice = []
    if (docs := state.results.find(DataDocsBehind)) is not None:
        advice.append(docs.why)
    if (lake := state.results.find(LakeBehind)) is not None:
        advice.append(f"{lake.why}\nThe next yusuan run finishes it, also if it finds nothing new.")
    if advice:
        told = escape("\n".join(advice))
        raise fail(f"the warehouse is published, but a step after that failed: {told}", STATUS_INCOMPLETE)
    if not is_complete:
        raise typer.Exit(STATUS_INCOMPLETE)


def _not_published(why: str) -> typer.Exit:
    """Say why nothing was published; return what to raise."""
    return fail(f"{escape(why)}\nThe warehouse published before stays as it was.")


def _failed(settings: Settings, error: Exception) -> typer.Exit:
    """Say that the run failed and readers keep what they have; return what to raise."""
    return fail(
        f"the run failed: {escape(f'{type(error).__name__}: {error}')}\nThe warehouse published before stays as it was. "
        f"What the program was doing: {write_trace(settings)}"
    )


def _is_below(name: object, folder: Path) -> bool:
    return isinstance(name, str | bytes) and Path(os.fsdecode(name)).is_relative_to(folder)


def _unfinished(settings: Settings, error: Exception) -> typer.Exit:
    """Say that the new warehouse is there, though the run failed after it was put there; return what to raise."""
    trace = write_trace(settings)
    return fail(
        f"the new warehouse is published, but a step after that failed: {escape(f'{type(error).__name__}: {error}')}\n"
        f"Run yusuan run again to finish what goes with it (Parquet, pages). What the program was doing: {trace}",
        STATUS_INCOMPLETE,
    )


def _run(state: RunState, *, force: bool) -> None:
    """Do the whole run, but for the case that there is nothing to do: then nothing slow is loaded."""
    if force or not state.settings.published_path.exists():
        state.start_dbt()
    from pipelines.runs.first_look import looks_changed
    from pipelines.runs.suites_beside import SuitesBeside

    # While this process looks at the folder and loads Dagster, the other processor loads what comes next.
    if not force and state.settings.kept_dir.is_dir() and looks_changed(state.settings):
        state.results.put(SuitesBeside(state))
    from pipelines.runs.nothing_new import published_already
    from pipelines.runs.outcome import record_nothing_new

    if not force and (publication := published_already(state)) is not None:
        state.results.put(publication)
        record_nothing_new(state)
        return
    from pipelines.runs.what_changed import may_go_on

    if force or not may_go_on(state):
        state.start_dbt()
    elif state.results.find(SuitesBeside) is None:
        state.results.put(SuitesBeside(state))
    from pipelines.defs.whole_run import whole_run

    whole_run(state, force=force)


@contextlib.contextmanager
def _progress(no_progress: bool) -> Iterator[None]:
    if no_progress or not out.is_terminal:
        with listening(PlainProgress(err)):
            yield
    else:
        with own_terminal() as console, RichProgress(console) as bars, listening(bars):
            yield
