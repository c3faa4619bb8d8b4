"""Pages drawn side by side, a job a page: by the workers of a cluster if there is one, else by processes of this machine.

Belongs here: the job, and who does it. Which pages are wanted is said in ``layout_pictures`` and ``dashboard.pictures``, how a page is
rendered in ``pdf.page_image``. No reader waits for a picture, and no run fails for one: a page that cannot be drawn is an outcome with its reason,
and a cluster that fails is left, while this machine goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pipelines.cluster import Brought, ClusterError, Errand, Place
from pipelines.cluster.store import StoreError
from pipelines.contract.code_version import code_version
from pipelines.contract.files import written_whole
from pipelines.workers import Budget, Budgets, Outcome, Pool, usual_worker_count

if TYPE_CHECKING:
    from pipelines.cluster.executor import Cluster

_DRAW = f"{__name__}:draw_page"
_DRAW_BESIDE = f"{__name__}:draw_page_beside"
_VERSION = f"{__name__}:drawing_version"
#: Sharp enough to read a header and a row; a fifth of what a picture without loss takes.
_WIDTH_PIXELS = 1100
_QUALITY = 70
#: The lowest priority a process can have (``nice``).
_POLITE = 19
#: Jobs that whoever counts time or bytes gives at once: so many are drawn before he looks again.
_AT_ONCE_HERE, _AT_ONCE_THERE = 8, 32
#: So long pictures wait for the scheduler and for a worker of the cluster: reading would wait for longer.
_CONNECT_SECONDS, _WAIT_SECONDS = 5.0, 10.0


@dataclass(frozen=True, slots=True)
class PictureJob:
    """A page to draw: the PDF, its id and its name for people, the page's number, and the file to write."""

    pdf: Path
    document_id: str
    file_name: str
    page_no: int
    target: Path


@dataclass(frozen=True, slots=True)
class DrawnHere:
    """A cluster was to draw pages, and this machine drew them, or leaves them for the next run: why."""

    why: str


def draw_page(job: PictureJob, tell: Callable[[Any], None]) -> str | None:
    """Do the job in a worker process; returns why the page cannot be drawn, if so."""
    from pipelines.pdf.page_image import PageImageError, render_page

    try:
        image, _ = render_page(job.pdf, job.document_id, job.page_no, job.file_name)
    except PageImageError as error:
        return str(error)
    image.thumbnail((_WIDTH_PIXELS, _WIDTH_PIXELS * 2))
    with written_whole(job.target) as draft:
        image.save(draft, format="WEBP", quality=_QUALITY)
    return None


def draw_page_beside(job: PictureJob, tell: Callable[[Any], None]) -> str | None:
    """Do the job when nobody else wants the processor: the worker that does it stays as polite until it ends."""
    os.setpriority(os.PRIO_PROCESS, 0, _POLITE)
    return draw_page(job, tell)


@cache
def drawing_version() -> str:
    """Return the version of what draws pages: a cluster's workers must have the same."""
    return code_version((__name__,), ("pypdfium2", "pillow"))


class Artists:
    """Draw pages; a context manager, which may be entered again. Nothing is started or asked before there is a page to draw."""

    def __init__(self, place: Place | None = None, *, is_beside: bool = False) -> None:
        """Draw on the cluster at ``place``, if there is one.

        With ``is_beside``, processes of this machine leave it a core and take what nobody else wants; those of a cluster, which are
        kept for other work, do not.
        """
        self._place = place and replace(place, wait_seconds=min(place.wait_seconds, _WAIT_SECONDS))
        self._work = _DRAW_BESIDE if is_beside else _DRAW
        self._worker_count = usual_worker_count() - 1 if is_beside else None
        self._pool = Pool(self._worker_count)
        self._cluster: Cluster | None = None
        self._at_end = ExitStack()
        self._is_left = False
        #: Why the cluster did not draw, or not all, if so.
        self.drawn_here: DrawnHere | None = None

    def __enter__(self) -> Artists:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the workers go, there and here."""
        try:
            self._leave_cluster()
        finally:
            self._pool.__exit__(kind, error, trace)

    @property
    def at_once(self) -> int:
        """How many jobs are well given at once by who looks at the clock in between."""
        return _AT_ONCE_HERE if self._place is None else _AT_ONCE_THERE

    def leave(self) -> None:
        """Let :meth:`draw` end soon, from another thread: a page at work here is drawn to its end, one on a cluster is not waited for."""
        self._is_left = True
        if (cluster := self._cluster) is not None:
            cluster.leave()

    def draw(self, jobs: Iterable[PictureJob], budget: Budget | None = None) -> Iterator[Outcome]:
        """Draw the pages, each within the picture budget; yields an outcome for each, whose value says why it cannot be drawn, if so."""
        budget = budget or Budgets.load().picture
        left = {errand.key: errand for errand in (_errand(job, budget, self._version()) for job in jobs)}
        # A file that is not there is no fault of the cluster's: this machine says so.
        there = [errand for errand in left.values() if self._place is not None and _is_there(errand.payload.pdf)]
        if there:
            try:
                cluster = self._connected()
                for outcome in cluster.run(there):
                    left.pop(outcome.task.key, None)
                    yield outcome
                if cluster.done_here:
                    self._tell(next(iter(cluster.done_here.values())))
            except (ClusterError, StoreError) as error:
                if self._is_left:
                    return
                # It is asked for nothing more; what it still hands over is written before the same page is drawn here.
                self._place = None
                self._leave_cluster()
                self._tell(error.why if isinstance(error, ClusterError) else str(error))
        if not self._is_left:
            yield from self._pool.run([replace(errand, work=self._work) for errand in left.values()])

    def _leave_cluster(self) -> None:
        self._cluster = None
        self._at_end.close()

    def _version(self) -> str:
        return drawing_version() if self._place is not None else ""

    def _connected(self) -> Cluster:
        assert self._place is not None
        if self._cluster is None:
            from pipelines.cluster.executor import Cluster

            self._cluster = self._at_end.enter_context(Cluster(self._place, self._worker_count, _CONNECT_SECONDS))
        if self._is_left:
            self._cluster.leave()
        return self._cluster

    def _tell(self, why: str) -> None:
        self.drawn_here = DrawnHere(f"pages for the site, as far as there was time (the next run goes on): {why}")


def _errand(job: PictureJob, budget: Budget, version: str) -> Errand:
    return Errand(
        f"{job.document_id} {job.page_no}",
        _DRAW,
        job,
        budget,
        brings={"pdf": Brought(f"raw/{job.document_id}.pdf", job.document_id)},
        makes={"target": f"pictures/{version}/{job.document_id}/p{job.page_no:02d}.webp"},
        version_of=_VERSION,
        version=version,
    )


def _is_there(pdf: Path) -> bool:
    try:
        return pdf.is_file()
    except OSError:
        return False
