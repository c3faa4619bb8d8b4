"""A candidate that a cluster built in shards: published, it is the same; what a cluster cannot build is built here, or the run says why."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import duckdb
import psutil
import pytest

from pipelines.cluster import Place
from pipelines.runs.shard_step import Shards, choose_shards, unanswered_tests
from pipelines.runs.state import leftovers, run_at_work
from pipelines.settings import Settings
from pipelines.warehouse.incremental import Applied
from specimens.families import clean_report
from specimens.families.money import ISSUER
from specimens.typeset import LOOKS, typeset
from tests.cluster.clusters import ROOT, LocalCluster
from tests.cluster.conftest import s3 as s3
from tests.dbt.hand_over import Report, write_hand_over
from tests.runs.main_job import LONGEST_RUN_SECONDS, differences, run, start
from tests.runs.printed import with_words
from tests.warehouse.whole_hand_overs import gathered_as

pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
SIZE_VARIABLE = "YUSUAN_CLUSTER_SHARD"
ELSEWHERE = "tcp://127.0.0.1:1"


def _hand_over(settings: Settings, count: int) -> None:
    write_hand_over(
        settings.hand_over_dir, *(Report(f"{number}", {"issuer_name": f"{number}"}) for number in range(count))
    )
    gathered_as(settings.hand_over_dir)


@pytest.mark.parametrize(
    ("cluster", "size", "count", "shards"),
    [
        (ELSEWHERE, "2", 5, 3),
        (ELSEWHERE, "2", 2, None),
        (ELSEWHERE, "0", 5, None),
        (ELSEWHERE, "", 5, None),
        ("", "2", 5, None),
    ],
)
def test_shards_are_for_many_documents_and_a_cluster(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, cluster: str, size: str, count: int, shards: int | None
) -> None:
    monkeypatch.setenv("YUSUAN_CLUSTER", cluster)
    monkeypatch.setenv(SIZE_VARIABLE, size)
    with run_at_work(settings, "test") as state:
        # What is put together and not said to be whole, a run that begins throws away.
        _hand_over(settings, count)
        chosen = choose_shards(state)
        assert (len(chosen.documents) if chosen else None) == shards
        assert state.results.find(Shards) is chosen


def test_shards_are_handed_out_by_names_of_this_run_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.runs.shard_step import _errands

    with run_at_work(settings, "test") as state:
        _hand_over(settings, 2)
        documents = sorted(Report(f"{number}").document_id for number in range(2))
        shards = Shards(Place(ELSEWHERE, "memory://store", is_shared=False), [documents[:1], documents[1:]])
        errands = _errands(state, shards)
        names = [name for errand in errands for name in (errand.brings["hand_over"].name, errand.makes["built"])]
        assert len(set(names)) == 4 and all(name.startswith(f"shards/{state.run_id}/") for name in names)
        assert all(errand.payload.hand_over.is_file() for errand in errands)


def test_tests_are_asked_of_what_failed_in_a_shard_and_of_what_was_made_over_all() -> None:
    def test_of(name: str, read: str) -> dict[str, object]:
        return {
            "resource_type": "test",
            "name": name,
            "compiled_code": "select 1",
            "depends_on": {"nodes": [f"model.yusuan.{read}"]},
        }

    models = {f"model.yusuan.{name}": {"resource_type": "model", "name": name} for name in ("made", "changed", "right")}
    tests = {name: test_of(name, name.partition("_")[0]) for name in ("made_a", "changed_a", "right_a", "right_b")}
    shards = Shards(Place(ELSEWHERE, "memory://store", is_shared=False), [], frozenset({"right_b"}))
    # What was made anew and came out the same may still hold one key twice.
    applied = Applied({"model.yusuan.made": 0.1}, {"changed": None})
    assert unanswered_tests({"nodes": models | tests}, shards, applied) == {"made_a", "changed_a", "right_b"}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five reports of three bodies, two of them of the same one."""
    folder = tmp_path_factory.mktemp("raw")
    bodies = (ISSUER, "西原市统筹协调局", "北岭市统筹协调局")
    for number, (family, seed) in enumerate(
        [("suzhou", 1), ("hangzhou", 2), ("suzhou", 3), ("guangzhou", 4), ("hangzhou", 5)]
    ):
        report = clean_report(family, seed).report
        (folder / f"{number}.pdf").write_bytes(
            typeset(with_words(report, {ISSUER: bodies[number % len(bodies)]}), LOOKS["reference"]).pdf
        )
    return folder


@pytest.fixture(scope="module")
def alone(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, Path]:
    """What one machine makes of them: the exit status, and the warehouse."""
    warehouse = tmp_path_factory.mktemp("alone")
    status, _ = run(raw, warehouse)
    return status, warehouse / "yusuan.duckdb"


def _shards_timed(warehouse: Path) -> list[str]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select item_name from rpt_run_timing where item_kind = 'shard' order by 1"
        ).fetchall()
    return [row[0] for row in rows]


@pytest.mark.slow
def test_through_an_object_store_shards_make_the_same_warehouse_and_the_next_run_goes_on_from_it(
    raw: Path, alone: tuple[int, Path], s3: str, tmp_path: Path
) -> None:
    environment = {"YUSUAN_CLUSTER_STORE": s3, SIZE_VARIABLE: "2", "YUSUAN_KEEP_CANDIDATE": "1"}
    warehouse, growing = tmp_path / "warehouse", tmp_path / "raw"
    # The one report of its body comes later.
    shutil.copytree(raw, growing, ignore=shutil.ignore_patterns("2.pdf"))
    with LocalCluster(tmp_path / "workers", 2) as own:
        status, printed = run(growing, warehouse, "--cluster", own.address, environment=environment)
        assert status == alone[0], printed
        assert "built in shards" in printed and "on this machine" not in printed
        assert _shards_timed(warehouse / "yusuan.duckdb") == ["joined", "shard 1 of 2", "shard 2 of 2"]
        shutil.copyfile(raw / "2.pdf", growing / "2.pdf")
        status, printed = run(growing, warehouse, "--cluster", own.address, environment=environment)
        assert "made anew for" in printed and "built in shards" not in printed, printed
        assert differences(warehouse / "yusuan.duckdb", alone[1]) == []
    import fsspec

    files, root = fsspec.url_to_fs(s3)
    assert not files.exists(f"{root}/shards") or files.find(f"{root}/shards") == []


def _wait_for_a_shard_at_work(process: subprocess.Popen[str], workers: Path) -> int:
    """Wait until dbt builds a shard; returns the number of its process."""
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()[0]
        for candidate in workers.rglob("built.work/built/candidate.duckdb"):
            found = [one for one in psutil.process_iter(["pid"]) if _has_open(one, candidate)]
            if found:
                return int(found[0].pid)
        time.sleep(0.1)
    raise TimeoutError("no shard was ever at work")


def _has_open(process: psutil.Process, path: Path) -> bool:
    try:
        return str(path) in {file.path for file in process.open_files()}
    except psutil.Error:
        return False


@pytest.mark.slow
def test_a_machine_lost_while_it_builds_a_shard_is_replaced_by_another(
    raw: Path, alone: tuple[int, Path], tmp_path: Path
) -> None:
    with LocalCluster(tmp_path / "workers", 2) as own:
        process = start(raw, tmp_path / "warehouse", "--cluster", own.address, environment={SIZE_VARIABLE: "3"})
        own.kill(own.worker_of(_wait_for_a_shard_at_work(process, tmp_path / "workers")))
        printed, _ = process.communicate(timeout=LONGEST_RUN_SECONDS)
    assert (process.returncode, "on this machine" in printed) == (alone[0], False), printed
    assert differences(tmp_path / "warehouse" / "yusuan.duckdb", alone[1]) == []


@pytest.mark.slow
def test_a_run_killed_while_shards_are_built_leaves_nothing_and_the_next_one_builds_them(
    raw: Path, alone: tuple[int, Path], tmp_path: Path
) -> None:
    settings = Settings.load(raw, tmp_path / "warehouse")
    environment = {SIZE_VARIABLE: "3"}
    with LocalCluster(tmp_path / "workers", 2) as own:
        process = start(raw, settings.warehouse_dir, "--cluster", own.address, environment=environment)
        _wait_for_a_shard_at_work(process, tmp_path / "workers")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert not settings.published_path.exists()
        status, printed = run(raw, settings.warehouse_dir, "--cluster", own.address, environment=environment)
    assert (status, "0 read now" in printed) == (alone[0], True), printed
    assert differences(settings.published_path, alone[1]) == []
    assert leftovers(settings) == [] and not settings.cluster_dir.exists()


@pytest.mark.slow
def test_a_worker_of_another_program_builds_nothing(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # It reads as this one does and builds with other seeds: shards of both would be no warehouse of either.
    with LocalCluster(tmp_path / "workers", 1, environment={"YUSUAN_HOME": str(_other_home(tmp_path))}) as own:
        status, printed = run(raw, tmp_path / "warehouse", "--cluster", own.address, environment={SIZE_VARIABLE: "2"})
    assert (status, "runs another version" in printed) == (1, True), printed
    assert not (tmp_path / "warehouse" / "yusuan.duckdb").exists()


def _other_home(folder: Path) -> Path:
    """The project with another word in its dbt project."""
    home = folder / "home"
    home.mkdir()
    for name in ("pyproject.toml", "expectations", "pipelines"):
        (home / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "dbt_project", home / "dbt_project", ignore=shutil.ignore_patterns("target", "logs"))
    with (home / "dbt_project" / "models" / "docs" / "keys.md").open("a", encoding="utf-8") as file:
        file.write("\n")
    return home
