"""One report more into a warehouse that is there, killed at many moments, here and with a cluster: readers see the old one or the new one, whole,
and the next run ends as if nobody had disturbed it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.soak.beside import not_as_undisturbed
from benchmarks.soak.hook.fault_points import Plan, read_trace
from pipelines.runs.state import leftovers
from pipelines.settings import Settings
from specimens.families import clean_report
from specimens.families.money import ISSUER
from specimens.typeset import LOOKS, typeset
from tests.cluster.clusters import LocalCluster
from tests.runs.main_job import differences, run, start
from tests.runs.printed import with_words
from tests.runs.reader_process import Seen, reading_beside

pytestmark = pytest.mark.slow
LATER = "later.pdf"
REPORTS = {
    "first.pdf": ("suzhou", 1, ISSUER),
    "second.pdf": ("hangzhou", 2, "西原市统筹协调局"),
    LATER: ("suzhou", 3, "北岭市统筹协调局"),
}
SHARDS_OF_ONE = {"YUSUAN_CLUSTER_SHARD": "1"}
LONGEST_WAIT = 300


@dataclass(frozen=True)
class Grown:
    """A warehouse before and after a report came that nobody disturbed; the points that run passed, and what a reader saw."""

    folder: Path
    points: list[str]
    seen: Seen

    @property
    def raw(self) -> Path:
        """All reports."""
        return self.folder / "raw"

    @property
    def warehouse(self) -> Path:
        """Where the warehouse is; what is kept of it may be gone on from there alone."""
        return self.folder / "warehouse"

    @property
    def before(self) -> Path:
        """A copy without the report."""
        return self.folder / "before"

    @property
    def undisturbed(self) -> Path:
        """A copy with it."""
        return self.folder / "undisturbed"

    def point(self, *words: str) -> int:
        """The number of the first point that has these words."""
        return next(number for number, name in enumerate(self.points, 1) if all(word in name for word in words))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    folder = tmp_path_factory.mktemp("grown")
    found = Grown(folder, [], Seen())
    found.raw.mkdir()
    for name, (family, seed, issuer) in REPORTS.items():
        report = with_words(clean_report(family, seed).report, {ISSUER: issuer})
        (found.raw / name).write_bytes(typeset(report, LOOKS["reference"]).pdf)
    (found.raw / LATER).rename(folder / LATER)
    status, printed = run(found.raw, found.warehouse)
    assert status == 0, printed
    shutil.copytree(found.warehouse, found.before, symlinks=True)
    shutil.copyfile(folder / LATER, found.raw / LATER)
    trace = folder / "trace"
    with reading_beside(found.warehouse / "yusuan.duckdb", folder) as seen:
        status, printed = run(found.raw, found.warehouse, environment=_plan(found.warehouse, trace, 0))
    assert (status, "made anew for" in printed) == (0, True), printed
    shutil.copytree(found.warehouse, found.undisturbed, symlinks=True)
    return Grown(folder, read_trace(trace), seen)


def _plan(warehouse: Path, trace: Path, at: int) -> Mapping[str, str]:
    return Plan(str(warehouse), str(trace), at, "kill", 0).environment(os.environ.get("PYTHONPATH", ""))


def _killed_at(grown: Grown, number: int) -> None:
    """Kill the run that a report more comes to at a point, let another run go to its end, and look at what is there."""
    shutil.rmtree(grown.warehouse)
    shutil.copytree(grown.before, grown.warehouse, symlinks=True)
    trace = grown.folder / "killed"
    trace.unlink(missing_ok=True)
    with reading_beside(grown.warehouse / "yusuan.duckdb", grown.folder) as seen:
        process = start(grown.raw, grown.warehouse, environment=_plan(grown.warehouse, trace, number))
        assert process.wait(LONGEST_WAIT) == -signal.SIGKILL, f"not killed at {grown.points[number - 1]}"
        if process.stdout is not None:
            process.stdout.close()
        status, printed = run(grown.raw, grown.warehouse)
    assert status == 0, printed
    assert (seen.errors, seen.answers) == ([], grown.seen.answers), grown.points[number - 1]
    assert differences(grown.warehouse / "yusuan.duckdb", grown.undisturbed / "yusuan.duckdb") == []
    assert not_as_undisturbed(grown.warehouse, grown.undisturbed) == []


def test_readers_beside_it_see_the_old_one_and_then_the_new_one(grown: Grown) -> None:
    assert grown.seen.errors == []
    assert [answer[0] for answer in grown.seen.answers] == [2, 3]
    assert grown.seen.looks > 20


#: While the new report is read, just before the candidate that was kept is taken, while models are made anew in it, before the file that readers
#: see is switched, and before the candidate is kept again.
MOMENTS = {
    "reading": ("os.mkdir", "hand_over/documents/"),
    "taking": ("os.remove", "kept/kept.json"),
    "making anew": ("db.checkpoint",),
    "publishing": ("os.rename", "work/run/publishable.duckdb"),
    "keeping": ("open", "kept/kept.json.part"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_a_moment_the_next_run_ends_in_the_same_warehouse(grown: Grown, moment: str) -> None:
    _killed_at(grown, grown.point(*MOMENTS[moment]))


@pytest.mark.soak
@pytest.mark.parametrize("share", [number / 20 for number in range(20)])
def test_so_it_does_killed_at_points_spread_over_the_run(grown: Grown, share: float) -> None:
    _killed_at(grown, 1 + int(share * len(grown.points)))


def _kill_when(process: subprocess.Popen[str], is_so: Callable[[], bool]) -> None:
    """Kill the run and all it started as soon as it has come so far."""
    deadline = time.monotonic() + LONGEST_WAIT
    while not is_so():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, "it never came so far"
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_with_a_cluster_a_first_run_and_one_that_goes_on_are_killed_and_made_good(grown: Grown, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    raw, workers = tmp_path / "raw", tmp_path / "workers"
    settings = Settings.load(raw, tmp_path / "warehouse")
    shutil.copytree(grown.raw, raw, ignore=shutil.ignore_patterns(LATER))
    work = settings.work_dir / "run"

    def errands() -> set[Path]:
        return set(workers.rglob("yusuan-errand-*"))

    def begin(own: LocalCluster) -> subprocess.Popen[str]:
        return start(raw, settings.warehouse_dir, "--cluster", own.address, environment=SHARDS_OF_ONE)

    def to_the_end(own: LocalCluster) -> str:
        status, printed = run(raw, settings.warehouse_dir, "--cluster", own.address, environment=SHARDS_OF_ONE)
        assert status == 0, printed
        assert "on this machine" not in printed and leftovers(settings) == [] and not settings.cluster_dir.exists()
        return printed

    with LocalCluster(workers, 2) as own:
        with reading_beside(settings.published_path, tmp_path) as first:
            # While workers read, and while what they built is put together.
            _kill_when(begin(own), lambda: bool(errands()))
            _kill_when(begin(own), lambda: any(work.glob("shards/*/built/candidate.duckdb")))
            assert not settings.published_path.exists()
            assert "built in shards" in to_the_end(own)
        assert differences(settings.published_path, grown.before / "yusuan.duckdb") == []
        assert (first.errors, first.answers) == ([], grown.seen.answers[:1])
        shutil.copyfile(grown.raw / LATER, raw / LATER)
        with reading_beside(settings.published_path, tmp_path) as second:
            # While a worker reads the one that came; the next run goes on from the candidate, and is killed while it is changed.
            left = errands()
            _kill_when(begin(own), lambda: bool(errands() - left))
            _kill_when(begin(own), (work / "changing").exists)
            assert "built in shards" in to_the_end(own)
        assert (second.errors, second.answers) == ([], grown.seen.answers)
        assert differences(settings.published_path, grown.undisturbed / "yusuan.duckdb") == []
        # What came of that is kept, and gone on from with a cluster as without.
        (raw / LATER).unlink()
        with reading_beside(settings.published_path, tmp_path) as third:
            assert "made anew for" in to_the_end(own)
    assert (third.errors, len(third.answers)) == ([], 2)
