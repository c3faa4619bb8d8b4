"""Pages drawn by this machine and by a cluster: the same pictures, within the same budget; and no cluster keeps a page from being drawn."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from pipelines.cluster import Place
from pipelines.site.page_pictures import Artists, PictureJob, drawing_version
from pipelines.workers import Budget, Outcome
from tests.cluster.clusters import LocalCluster
from tests.cluster.conftest import cluster as cluster
from tests.cluster.conftest import nobody_here as nobody_here
from tests.cluster.conftest import place as place
from tests.conftest import REFERENCE_PDF

DOCUMENT = hashlib.sha256(REFERENCE_PDF.read_bytes()).hexdigest()


def _jobs(folder: Path, *page_nos: int, pdf: Path = REFERENCE_PDF) -> list[PictureJob]:
    return [PictureJob(pdf, DOCUMENT, "a.pdf", page_no, folder / "pages" / f"p{page_no}.webp") for page_no in page_nos]


def _draw(
    place: Place | None, jobs: list[PictureJob], budget: Budget | None = None
) -> tuple[list[Outcome], str | None]:
    with Artists(place) as artists:
        found = sorted(artists.draw(jobs, budget), key=lambda outcome: outcome.task.payload.page_no)
    return found, artists.drawn_here.why if artists.drawn_here is not None else None


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("is_shared", [True, False])
def test_a_cluster_draws_what_this_machine_would(
    place: Place, is_shared: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    _draw(None, _jobs(tmp_path / "here", 1, 2, 10))
    request.getfixturevalue("nobody_here")
    there = Place(place.address, place.store, is_shared, 30)
    found, why = _draw(there, _jobs(tmp_path / "there", 1, 2, 10))
    assert [(outcome.value, outcome.problem) for outcome in found] == [(None, None)] * 3 and why is None
    assert _files(tmp_path / "there") == ["pages/p1.webp", "pages/p10.webp", "pages/p2.webp"]
    for name in _files(tmp_path / "there"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    with Image.open(tmp_path / "there" / "pages" / "p10.webp") as picture:
        assert picture.format == "WEBP" and picture.height > picture.width > 600
    # A raw file is named by its content, and stays where there is a store; pictures were taken over.
    assert _files(tmp_path / "cluster") == ([] if is_shared else [f"raw/{DOCUMENT}.pdf"])


def test_a_picture_budget_is_kept_there_and_is_no_fault_of_the_cluster(
    place: Place, tmp_path: Path, nobody_here: None
) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(3000, 3000)
    document.save(tmp_path / "large.pdf")
    document_id = hashlib.sha256((tmp_path / "large.pdf").read_bytes()).hexdigest()
    job = PictureJob(tmp_path / "large.pdf", document_id, "large.pdf", 1, tmp_path / "pages" / "p1.webp")
    (outcome,), why = _draw(place, [job], Budget(0.001, 30, 1000))
    assert outcome.problem is not None and (outcome.problem.kind, why) == ("time", None)
    assert not job.target.exists()


def test_a_page_that_cannot_be_drawn_is_told_and_the_others_are_drawn(place: Place, tmp_path: Path) -> None:
    for where in (None, place):
        folder = tmp_path / str(where is None)
        found, why = _draw(where, [*_jobs(folder, 1, 99), *_jobs(folder, 100, pdf=tmp_path / "gone.pdf")])
        assert found[0].value is None and "page 99 of a.pdf cannot be rendered" in found[1].value
        assert "a.pdf is not there any more" in found[2].value and why is None
        assert _files(folder) == ["pages/p1.webp"]


def test_without_a_scheduler_this_machine_draws_and_says_so(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    found, why = _draw(Place("nothing://here", (tmp_path / "store").as_uri(), True, 30), _jobs(tmp_path, 1, 2))
    assert [outcome.problem for outcome in found] == [None, None] and len(_files(tmp_path)) == 2
    assert "there is no scheduler at nothing://here" in str(why)
    assert "Nothing was published" not in str(why)


def test_another_version_there_is_left_and_this_machine_draws(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.site.page_pictures.drawing_version", lambda: "another")
    found, why = _draw(place, _jobs(tmp_path, 1, 2))
    assert [outcome.problem for outcome in found] == [None, None] and len(_files(tmp_path / "pages")) == 2
    assert f"runs another version ({drawing_version()}, here another)" in str(why)


def test_nothing_is_asked_of_a_cluster_without_a_page(tmp_path: Path) -> None:
    with Artists(Place("nothing://here", tmp_path.as_uri(), True)) as artists:
        assert list(artists.draw([])) == []
    assert artists.drawn_here is None


def test_whoever_leaves_waits_for_no_page_of_the_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    monkeypatch.setattr("pipelines.site.page_pictures._WAIT_SECONDS", 600)
    with LocalCluster(tmp_path / "none", 0) as own:
        artists = Artists(Place(own.address, (tmp_path / "store").as_uri(), True, 600))
        found: list[Outcome] = []

        def draw() -> None:
            with artists:
                found.extend(artists.draw(_jobs(tmp_path, 1)))

        drawing = threading.Thread(target=draw)
        drawing.start()
        artists.leave()
        drawing.join(60)
        assert not drawing.is_alive() and found == [] and artists.drawn_here is None


@pytest.mark.slow
def test_a_scheduler_that_is_lost_costs_no_page(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    with (
        LocalCluster(tmp_path / "workers", 1) as own,
        Artists(Place(own.address, (tmp_path / "store").as_uri(), True, 30)) as artists,
    ):
        found: list[Outcome] = []
        for outcome in artists.draw(_jobs(tmp_path, *range(1, 36))):
            if not found:
                own.kill(own.scheduler)
            found.append(outcome)
        assert len(list(artists.draw(_jobs(tmp_path / "more", 1)))) == 1
    assert len({outcome.task.key for outcome in found}) == len(found) == 35
    assert [outcome.problem for outcome in found] == [None] * 35 and len(_files(tmp_path / "pages")) == 35
    assert artists.drawn_here is not None and artists.drawn_here.why.endswith(
        f"the scheduler at {own.address} was lost"
    )
