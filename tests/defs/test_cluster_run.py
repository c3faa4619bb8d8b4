"""A run of Dagster whose environment names a cluster: the workers look at files, read and draw; one that is not there is said by the run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import duckdb
import psutil
import pytest

from pipelines.defs.dagster_home import prepare_dagster_home
from pipelines.runs.state import current_run
from pipelines.settings import Settings
from pipelines.workers import Pool, Task
from tests.cluster.clusters import LocalCluster
from tests.cluster.jobs import processes
from tests.conftest import REFERENCE_PDF, ROOT

pytestmark = pytest.mark.slow
#: What the workers of a cluster do.
OF_WORKERS = {
    "pipelines.documents.triage_work:triage_one",
    "pipelines.runs.reading_worker:read_one",
    "pipelines.site.page_pictures:draw_page",
    "pipelines.site.page_pictures:draw_page_beside",
}


@dataclass(frozen=True)
class Service:
    """Dagster at work on a raw folder with one report."""

    settings: Settings
    instance: dg.DagsterInstance

    def asked_for(self) -> dg.RunRequest:
        """What the sensor asks for."""
        from pipelines.defs.sensors import new_reports

        with dg.build_sensor_context(instance=self.instance) as context:
            (request,) = new_reports.evaluate_tick(context).run_requests or []
        assert request.job_name == "refresh_warehouse"
        return request

    def run(self, request: dg.RunRequest) -> dg.ExecuteInProcessResult:
        """Run what was asked for as Dagster's launcher does, but in this process, whose run ends with it."""
        from pipelines.definitions import defs

        try:
            return defs.resolve_job_def("refresh_warehouse").execute_in_process(
                instance=self.instance, tags=request.tags, raise_on_error=False
            )
        finally:
            if (state := current_run()) is not None:
                state.close()


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    for name in ("YUSUAN_HOME", "YUSUAN_RAW", "YUSUAN_WAREHOUSE", "DAGSTER_HOME"):
        monkeypatch.setenv(name, str(ROOT) if name == "YUSUAN_HOME" else "")
    settings = Settings.load(raw=tmp_path / "raw", warehouse=tmp_path / "warehouse")
    settings.export()
    settings.raw_dir.mkdir()
    shutil.copyfile(REFERENCE_PDF, settings.raw_dir / "report.pdf")
    os.environ["DAGSTER_HOME"] = str(prepare_dagster_home(settings))
    with dg.DagsterInstance.get() as instance:
        yield Service(settings, instance)


def _jobs_done(cluster: LocalCluster) -> dict[int, int]:
    """How many jobs each process below a worker has done, by the process's number."""
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        told = client.run(processes)
    return {pid: count for of_worker in told.values() for pid, count in of_worker}


def test_the_workers_look_read_and_draw(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done_here: list[str] = []
    start = Pool._start

    def noted(self: Pool, task: Task, tries: int) -> None:
        done_here.append(task.work)
        start(self, task, tries)

    monkeypatch.setattr(Pool, "_start", noted)
    store = tmp_path / "store"
    with LocalCluster(tmp_path / "workers", 2) as own:
        monkeypatch.setenv("YUSUAN_CLUSTER", own.address)
        monkeypatch.setenv("YUSUAN_CLUSTER_STORE", store.as_uri())
        result = service.run(service.asked_for())
        done_there = _jobs_done(own)
        above = {parent.pid for pid in done_there for parent in psutil.Process(pid).parents()}
        assert above & {worker.pid for worker in own.workers}
    assert result.success
    assert OF_WORKERS.isdisjoint(done_here), "this machine did what the workers were to do"
    pictures = [*service.settings.site_dir.resolve().glob("pictures/*/p*.webp")]
    assert pictures
    # Looked at once, read once, and drawn.
    assert sum(done_there.values()) >= 2 + len(pictures)
    # Cells are put into the store by who read the pages.
    assert len([*store.glob("raw/*.pdf")]) == len([*store.glob("cells/*/*.parquet")]) == 1
    with duckdb.connect(str(service.settings.published_path), read_only=True) as connection:
        assert connection.execute("select count(*) from dim_document where is_published").fetchone() == (1,)
        read = "select item_name, outcome, cpu_seconds > 0 from rpt_run_timing where phase = 'read' and item_kind = 'document'"
        assert connection.execute(read).fetchall() == [("report.pdf", "done", True)]


def test_a_cluster_that_is_not_there_fails_the_run_and_publishes_nothing(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = service.asked_for()
    monkeypatch.setenv("YUSUAN_CLUSTER", "nothing://here")
    result = service.run(request)
    assert not result.success and not service.settings.published_path.exists()
    (failed,) = [event for event in result.all_events if event.event_type == dg.DagsterEventType.STEP_FAILURE]
    assert failed.step_key == "extracted_report"
    assert "there is no scheduler at nothing://here" in failed.step_failure_data.error_display_string
