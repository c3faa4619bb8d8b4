"""Publishing as a step of a run: one that failed after the file was in its place is finished, not done again."""

from __future__ import annotations

import hashlib

import pytest

from pipelines.quality import GateReport
from pipelines.runs import publish_step
from pipelines.runs.outcome import GateClosedError, is_published, read_last_run
from pipelines.runs.state import run_at_work
from pipelines.runs.suites_beside import DataDocsBehind, SuitesBeside
from pipelines.settings import Settings
from pipelines.site.page_pictures import DrawnHere, PictureJob
from pipelines.warehouse import lake as lake_module
from pipelines.warehouse import publish as publish_module
from pipelines.warehouse.lake import is_behind
from pipelines.warehouse.parquet_export import is_current
from pipelines.warehouse.publish import parquet_version
from tests.conftest import REFERENCE_PDF
from tests.warehouse.conftest import make_candidate
from tests.warehouse.lakes import NO_EXTENSION, differences


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what a small candidate has not: pages about it, pictures, the code it was made with."""
    for name in ("prepare_site", "finish_site"):
        monkeypatch.setattr(publish_step, name, lambda *_: lambda: None)
    for name in ("draw_site_pictures", "draw_layout_pictures", "drop_other_versions"):
        monkeypatch.setattr(publish_step, name, lambda *_, **__: None)
    monkeypatch.setattr(publish_step, "fingerprint_of", lambda settings: "fingerprint")


def _refuse(*_: object) -> None:
    raise OSError("no space left on device")


@pytest.mark.parametrize("step", ["export_parquet", "put_in_place", "switch_current"])
def test_a_second_try_comes_to_the_same(step: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with run_at_work(settings, "test") as state:
        make_candidate(settings, 1).rename(state.candidate_path)
        state.is_purged = True
        report = GateReport(state.run_id, ())
        with monkeypatch.context() as patch:
            patch.setattr(publish_module, step, _refuse)
            with pytest.raises(OSError, match="no space"):
                publish_step.publish_candidate(state, report)
        assert is_published(state) is (step == "switch_current")
        published = publish_step.publish_candidate(state, report)
        assert is_published(state)
    assert published.publication_id == state.run_id and published.document_count == 1
    assert is_current(settings.parquet_dir, parquet_version(published))
    last = read_last_run(settings)
    assert last is not None and last.outcome == "published"


def test_a_cluster_that_is_gone_holds_up_nothing_and_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    monkeypatch.setenv("YUSUAN_CLUSTER", "nothing://here")
    document_id = hashlib.sha256(REFERENCE_PDF.read_bytes()).hexdigest()
    page = PictureJob(REFERENCE_PDF, document_id, REFERENCE_PDF.name, 1, settings.warehouse_dir / "p01.webp")
    monkeypatch.setattr(publish_step, "draw_layout_pictures", lambda _, artists: [*artists.draw([page])])
    with run_at_work(settings, "test") as state:
        make_candidate(settings, 1).rename(state.candidate_path)
        state.is_purged = True
        publish_step.publish_candidate(state, GateReport(state.run_id, ()))
        assert is_published(state) and page.target.is_file()
        assert "there is no scheduler at nothing://here" in state.results.get(DrawnHere).why
    last = read_last_run(settings)
    assert last is not None and last.outcome == "published"


@pytest.mark.parametrize("is_lake_full", [False, True])
def test_a_lake_that_cannot_be_written_holds_up_nothing(
    is_lake_full: bool, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb_extension_ducklake", reason=NO_EXTENSION)
    monkeypatch.setenv("YUSUAN_LAKE", "1")
    if is_lake_full:
        monkeypatch.setattr(lake_module, "put_in_place", _refuse)
    with run_at_work(settings, "test") as state:
        make_candidate(settings, 1).rename(state.candidate_path)
        state.is_purged = True
        publish_step.publish_candidate(state, GateReport(state.run_id, ()))
        assert is_published(state)
        last = read_last_run(settings)
    assert last is not None and last.outcome == "published"
    assert ("no space left" in last.why_en) is is_lake_full
    lake_dir = settings.warehouse_dir / "lake"
    assert is_behind(settings.published_path, lake_dir) is is_lake_full
    if not is_lake_full:
        assert differences(settings.published_path, lake_dir) == {}


def test_pages_of_the_suites_that_cannot_be_written_undo_nothing_and_are_told(settings: Settings) -> None:
    with run_at_work(settings, "test") as state:
        make_candidate(settings, 1).rename(state.candidate_path)
        state.is_purged = True
        suites = SuitesBeside(state)
        state.results.put(suites)
        # As if its pages had come to nothing.
        state.results.put(DataDocsBehind("no space left on device"))
        publish_step.publish_candidate(state, GateReport(state.run_id, ()))
        assert is_published(state)
        last = read_last_run(settings)
    assert last is not None and last.outcome == "published"
    assert "no space left" in last.why_en and "--force" in last.why_en


def test_a_closed_gate_publishes_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GateReport, "is_open", property(lambda report: False))
    with run_at_work(settings, "test") as state:
        with pytest.raises(GateClosedError):
            publish_step.publish_candidate(state, GateReport(state.run_id, ()))
        assert not is_published(state)
