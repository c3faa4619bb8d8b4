"""The executor of a cluster: what the pool does here is done there, and nothing that befalls a machine is held against a document."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from threading import Timer

import pytest

from pipelines.cluster import ClusterError, Errand, Place
from pipelines.cluster.executor import Cluster
from pipelines.workers import Budget, Outcome, Task
from tests.cluster.clusters import LocalCluster
from tests.cluster.jobs import Job, errand


def _run(place: Place, errands: Sequence[Errand]) -> tuple[dict[str, Outcome], dict[str, str]]:
    with Cluster(place, 1) as cluster:
        return {outcome.task.key: outcome for outcome in cluster.run(errands)}, cluster.done_here


def _words(job: Job) -> list[str]:
    return [job.kept.read_text(), (job.folder / "words.txt").read_text()]


def test_what_is_made_there_is_here_as_if_it_had_been_made_here(place: Place, tmp_path: Path) -> None:
    errands = [errand(tmp_path, f"n{number}") for number in range(12)]
    news: list[object] = []
    with Cluster(place) as cluster:
        found = {out.task.key: out for out in cluster.run(errands, lambda task, told: news.append((task.key, *told)))}
    assert {key: out.value for key, out in found.items()} == {item.key: "on a worker" for item in errands}
    assert sorted(news) == sorted((item.key, 1, 1) for item in errands)
    assert all(_words(item.payload) == [f"WORDS OF {item.key.upper()}"] * 2 for item in errands)
    assert all(out.seconds >= 0 and out.peak_mb > 0 and out.problem is None for out in found.values())
    # Nothing is left in the folder that they share.
    assert [path for path in (tmp_path / "cluster").rglob("*") if path.is_file()] == []


def test_what_was_kept_is_brought_and_not_made_again(place: Place, tmp_path: Path) -> None:
    item = errand(tmp_path, "one")
    item.payload.kept.parent.mkdir()
    item.payload.kept.write_text("as it was")
    found, _ = _run(place, [item])
    assert found["one"].value == "kept" and _words(item.payload) == ["as it was"] * 2


@pytest.mark.parametrize(
    ("work", "budget", "kind"),
    [
        ("sleep_for_ever", Budget(1, 30, 500), "time"),
        ("sleep_for_ever", Budget(30, 1, 500), "page_time"),
        ("eat_memory", Budget(30, 30, 200), "memory"),
        ("fail", Budget(30, 30, 500), "failed"),
    ],
)
def test_a_budget_is_kept_there_as_here(place: Place, tmp_path: Path, work: str, budget: Budget, kind: str) -> None:
    bad = errand(tmp_path, "bad", work, budget=budget)
    found, here = _run(place, [bad, *(errand(tmp_path, f"n{number}") for number in range(3))])
    problem = found["bad"].problem
    assert problem is not None and problem.kind == kind and not here
    assert [found[f"n{number}"].problem for number in range(3)] == [None] * 3
    assert not bad.payload.folder.exists()


def test_a_process_that_a_machine_ends_says_nothing_of_the_document(place: Place, tmp_path: Path) -> None:
    item = errand(tmp_path, "unlucky", "die_on_worker")
    found, here = _run(place, [item, errand(tmp_path, "other")])
    assert (found["unlucky"].value, found["unlucky"].problem) == ("here", None)
    assert found["other"].value == "on a worker"
    assert "signal 9" in here["unlucky"] and set(here) == {"unlucky"}


def test_another_version_there_ends_the_run(place: Place, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match=r"another version \(v1, here v2\).*Nothing was published"):
        _run(place, [errand(tmp_path, "one", is_other=True)])


def test_a_task_that_does_not_say_what_it_needs_is_refused(place: Place) -> None:
    with pytest.raises(TypeError, match="plain"):
        _run(place, [Task("plain", "tests.workers.jobs:double", 1, Budget(1, 1, 1))])  # type: ignore[list-item]


def test_through_an_object_store(cluster: LocalCluster, s3: str, tmp_path: Path) -> None:
    # The workers of the other tests do not know this server.
    with LocalCluster(tmp_path / "workers", 1) as own:
        errands = [errand(tmp_path, f"n{number}") for number in range(5)]
        found, here = _run(Place(own.address, s3, False, 30), errands)
        assert {out.value for out in found.values()} == {"on a worker"} and not here
        assert all(_words(item.payload) == [f"WORDS OF {item.key.upper()}"] * 2 for item in errands)
        import s3fs

        files = s3fs.S3FileSystem()
        # What is named by content is there for the next run; readings were taken over.
        left = sorted(path.removeprefix("reports/yusuan/") for path in files.find("reports/yusuan"))
        assert left == sorted([*(f"cells/n{n}.txt" for n in range(5)), *(f"raw/n{n}.txt" for n in range(5))])
        # The next run has no cells of its own: they come from the store.
        for item in errands:
            item.payload.kept.write_text("from the store")
            files.put_file(str(item.payload.kept), f"reports/yusuan/cells/{item.key}.txt")
            item.payload.kept.unlink()
            (item.payload.folder / "words.txt").unlink()
            item.payload.folder.rmdir()
        found, here = _run(Place(own.address, s3, False, 30), errands)
        assert {out.value for out in found.values()} == {"kept"}
        assert {(item.payload.folder / "words.txt").read_text() for item in errands} == {"from the store"} and not here


def test_a_store_that_does_not_answer_is_not_held_against_documents(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file stands where the store's folder would be")
    place = Place(cluster.address, blocked.as_uri(), True, 30)
    found, here = _run(place, [errand(tmp_path, f"n{number}") for number in range(3)])
    assert {out.value for out in found.values()} == {"here"} and len(here) == 3
    assert "cannot be put into" in here["n0"]
    monkeypatch.setattr("pipelines.cluster.executor._MOST_TROUBLES", 2)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with pytest.raises(ClusterError, match=r"2 documents in a row .* cannot be put into"):
        _run(place, [errand(tmp_path / name, name) for name in ("a", "b")])


def test_a_cluster_without_workers_is_waited_for_and_given_up(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    with LocalCluster(tmp_path / "none", 0) as own, pytest.raises(ClusterError, match=r"no worker was there for 1 sec"):
        _run(Place(own.address, (tmp_path / "store").as_uri(), True, 1), [errand(tmp_path, "one")])


def _when_marked(mark: Path, do: object) -> Timer:
    def look() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if mark.exists() and mark.read_text():
                assert callable(do)
                do(int(mark.read_text()))
                return
            time.sleep(0.05)

    timer = Timer(0, look)
    timer.start()
    return timer


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_costs_no_document(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    with LocalCluster(tmp_path / "workers", 2) as own:
        mark = tmp_path / "mark"
        errands = [
            errand(tmp_path, "marked", "mark_and_wait", str(mark)),
            *(errand(tmp_path, f"n{n}") for n in range(6)),
        ]
        killing = _when_marked(mark, lambda pid: own.kill(own.worker_of(pid)))
        found, here = _run(Place(own.address, (tmp_path / "store").as_uri(), True, 30), errands)
        killing.join()
        # The other worker did it.
        assert {key: out.value for key, out in found.items()} == {item.key: "on a worker" for item in errands}
        assert not here and [worker.poll() is None for worker in own.workers].count(False) == 1


@pytest.mark.slow
def test_a_document_whose_machines_are_all_lost_is_done_here(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    with LocalCluster(tmp_path / "w", 2, environment={"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}) as own:
        mark = tmp_path / "mark"
        killing = _when_marked(mark, lambda pid: own.kill(own.worker_of(pid)))
        item = errand(tmp_path, "marked", "mark_and_wait", str(mark))
        found, here = _run(Place(own.address, (tmp_path / "store").as_uri(), True, 30), [item])
        killing.join()
    assert found["marked"].value == "here" and here == {"marked": "the machines at work on it were lost"}


@pytest.mark.slow
def test_a_scheduler_that_is_lost_ends_the_run_in_one_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    with LocalCluster(tmp_path / "workers", 1) as own:
        mark = tmp_path / "mark"
        killing = _when_marked(mark, lambda pid: own.kill(own.scheduler))
        items = [errand(tmp_path, "first"), errand(tmp_path, "marked", "mark_and_wait", str(mark))]
        started = time.monotonic()
        with (
            pytest.raises(ClusterError, match=f"the scheduler at {own.address} was lost"),
            Cluster(Place(own.address, (tmp_path / "store").as_uri(), True, 30)) as cluster,
        ):
            assert [outcome.task.key for outcome in cluster.run(items[:1])] == ["first"]
            list(cluster.run(items[1:]))
        killing.join()
    assert time.monotonic() - started < 60
    assert items[0].payload.folder.is_dir() and not items[1].payload.folder.exists()
    # Dask adds nothing to it.
    assert capfd.readouterr() == ("", "")
