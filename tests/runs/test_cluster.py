"""The main job with a cluster that reads and draws: the same warehouse as without one; or it says in one sentence why not, and publishes nothing.

A cluster that is lost once everything is read costs readers nothing.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipelines.settings import Settings
from tests.cluster.clusters import LocalCluster
from tests.cluster.conftest import s3 as s3
from tests.conftest import REFERENCE_PDF
from tests.runs.digest import digest
from tests.runs.main_job import run, start

pytestmark = pytest.mark.slow
pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
RAW = REFERENCE_PDF.parent


def test_through_an_object_store_the_same_tables_are_published(
    published_warehouse: Path, s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_CLUSTER_STORE", s3)
    with LocalCluster(tmp_path / "workers", 2) as own:
        status, printed = run(RAW, tmp_path / "warehouse", "--cluster", own.address)
    assert (status, "1 read now" in printed) == (0, True), printed
    assert list(digest(tmp_path / "warehouse" / "yusuan.duckdb")) == list(digest(published_warehouse))
    assert "on this machine" not in printed


def test_a_scheduler_that_is_lost_publishes_nothing_and_the_next_run_goes_on(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    settings = Settings.load(RAW, warehouse)
    with LocalCluster(tmp_path / "workers", 1) as own:
        process = start(RAW, warehouse, environment={"YUSUAN_CLUSTER": own.address})
        deadline = time.monotonic() + 300
        # A worker is at it.
        while not list((tmp_path / "workers").rglob("yusuan-errand-*")) and time.monotonic() < deadline:
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.02)
        own.kill(own.scheduler)
        printed, _ = process.communicate(timeout=300)
    assert process.returncode == 1, printed
    assert f"error the scheduler at {own.address} was lost. Nothing was published" in printed
    assert "Traceback" not in printed and "distributed" not in printed
    assert not settings.published_path.exists()
    status, printed = run(RAW, warehouse, "--cluster", own.address)
    assert (status, "there is no scheduler at" in printed) == (1, True), printed
    status, printed = run(RAW, warehouse)
    assert (status, settings.published_path.exists()) == (0, True), printed


def test_a_scheduler_that_is_lost_once_all_is_read_keeps_nothing_from_readers(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    settings = Settings.load(RAW, warehouse)
    with LocalCluster(tmp_path / "workers", 1) as own:
        process = start(RAW, warehouse, environment={"YUSUAN_CLUSTER": own.address})
        deadline = time.monotonic() + 300
        # It is taken over.
        while not list(settings.hand_over_dir.glob("documents/*/*")) and time.monotonic() < deadline:
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.02)
        own.kill(own.scheduler)
        printed, _ = process.communicate(timeout=300)
    assert (process.returncode, settings.published_path.exists()) == (0, True), printed
    assert "drawn on this machine" in printed, printed
    assert f"there is no scheduler at {own.address}" in printed, printed
    assert "Nothing was published" not in printed and "Traceback" not in printed and "distributed" not in printed
    assert list(settings.site_dir.glob("pictures/*/p*.webp"))
