"""Pictures beforehand: what the site will want is drawn beside other work, and the site takes it over."""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines.cluster import Place
from pipelines.settings import Settings
from pipelines.site.dashboard.pictures import draw_pictures
from pipelines.site.dashboard.pictures_ahead import PicturesAhead
from tests.cluster.conftest import cluster as cluster
from tests.cluster.conftest import nobody_here as nobody_here
from tests.cluster.conftest import place as place
from tests.conftest import REFERENCE_PDF, ROOT


@pytest.fixture
def unseen(reference_settings: Settings, tmp_path: Path) -> Settings:
    """The raw folder of the reference report with a warehouse folder that has no site."""
    return replace(reference_settings, warehouse_dir=tmp_path / "warehouse")


@pytest.fixture
def bare(tmp_path: Path) -> Settings:
    """The same without anything published."""
    return Settings.load(REFERENCE_PDF.parent, tmp_path / "warehouse", env={"YUSUAN_HOME": str(ROOT)})


def _pictures(folder: Path) -> list[Path]:
    return sorted(folder.glob("pictures/*/p*.webp"))


def _candidate(path: Path, *names: str) -> Path:
    """A candidate with what is asked for pictures: a report a name, the reference report the last; a finding on page 1, a table on page 2."""
    reference = hashlib.sha256(REFERENCE_PDF.read_bytes()).hexdigest()
    named = {f"{number:064x}": name for number, name in enumerate(names)} | {reference: REFERENCE_PDF.name}
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table dim_document (document_id varchar, file_name varchar, is_present boolean)")
        connection.execute("create table rpt_discrepancy (document_id varchar, page_nos integer[], severity varchar)")
        connection.execute(
            "create table dim_printed_table (document_id varchar, first_page_no integer, last_page_no integer, is_held_back boolean)"
        )
        for document_id, name in named.items():
            connection.execute("insert into dim_document values (?, ?, true)", [document_id, name])
            connection.execute("insert into rpt_discrepancy values (?, [1], 'error')", [document_id])
            connection.execute("insert into dim_printed_table values (?, 2, 2, false)", [document_id])
    return path


def _wait_for(folder: Path, count: int) -> None:
    deadline = time.monotonic() + 60
    while len(_pictures(folder)) < count and time.monotonic() < deadline:
        time.sleep(0.1)


def test_what_is_drawn_beside_other_work_is_taken_over_by_the_site(
    reference_settings: Settings, unseen: Settings, site: Path, tmp_path: Path
) -> None:
    with PicturesAhead(unseen, reference_settings.published_path, tmp_path / "ahead") as ahead:
        for _ in range(600):
            if len(_pictures(tmp_path / "ahead")) >= len(_pictures(site)):
                break
            time.sleep(0.1)
    assert ahead.seconds > 0
    names = [path.relative_to(site) for path in _pictures(site)]
    assert [path.relative_to(ahead.folder) for path in _pictures(ahead.folder)] == names
    bare = tmp_path / "bare"
    shutil.copytree(site, bare, ignore=shutil.ignore_patterns("pictures"))
    drawn = draw_pictures(reference_settings, bare, [ahead.folder], 0)
    assert drawn.drawn == drawn.missing == 0 and drawn.there == len(names)


def test_pages_that_readers_see_already_are_not_drawn(
    reference_settings: Settings, unseen: Settings, site: Path, tmp_path: Path
) -> None:
    unseen.site_dir.parent.mkdir(parents=True)
    unseen.site_dir.symlink_to(site, target_is_directory=True)
    with PicturesAhead(unseen, reference_settings.published_path, tmp_path / "ahead") as ahead:
        pass
    assert _pictures(ahead.folder) == []


def test_it_ends_with_the_work_beside_it_and_stops_nothing(
    reference_settings: Settings, unseen: Settings, site: Path, tmp_path: Path
) -> None:
    with PicturesAhead(unseen, reference_settings.published_path, tmp_path / "ahead") as ahead:
        pass
    assert len(_pictures(ahead.folder)) < len(_pictures(site))
    with PicturesAhead(unseen, tmp_path / "no candidate.duckdb", tmp_path / "nothing") as none:
        pass
    assert _pictures(none.folder) == []


def test_a_name_that_is_no_file_below_the_raw_folder_leaves_that_report_out_and_no_other(
    bare: Settings, tmp_path: Path
) -> None:
    candidate = _candidate(tmp_path / "candidate.duckdb", "/home/me/a.pdf", "../a.pdf", "")
    with PicturesAhead(bare, candidate, tmp_path / "ahead") as ahead:
        _wait_for(ahead.folder, 2)
    assert [path.name for path in _pictures(ahead.folder)] == ["p01.webp", "p02.webp"]
    assert ahead.seconds > 0, "it came to its end"


def test_where_there_is_a_cluster_its_workers_draw(
    bare: Settings, place: Place, nobody_here: None, tmp_path: Path
) -> None:
    with PicturesAhead(bare, _candidate(tmp_path / "candidate.duckdb"), tmp_path / "ahead", place) as ahead:
        _wait_for(ahead.folder, 2)
    assert [path.name for path in _pictures(ahead.folder)] == ["p01.webp", "p02.webp"]
    assert ahead.seconds > 0 and ahead.drawn_here is None


def test_a_cluster_that_is_not_there_is_told_and_this_machine_draws(
    bare: Settings, cluster: object, tmp_path: Path
) -> None:
    nowhere = Place("nothing://here", (tmp_path / "store").as_uri(), True)
    with PicturesAhead(bare, _candidate(tmp_path / "candidate.duckdb"), tmp_path / "ahead", nowhere) as ahead:
        _wait_for(ahead.folder, 2)
    assert len(_pictures(ahead.folder)) == 2
    assert ahead.drawn_here is not None and "there is no scheduler at nothing://here" in ahead.drawn_here.why


def test_a_scheduler_that_does_not_answer_is_not_waited_for_long_and_costs_pictures_no_time(
    bare: Settings, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    nobody = Place("tcp://127.0.0.1:1", (tmp_path / "store").as_uri(), True)
    with PicturesAhead(bare, _candidate(tmp_path / "candidate.duckdb"), tmp_path / "ahead", nobody) as ahead:
        begun = time.monotonic()
    assert time.monotonic() - begun < 9, "reading would wait for ten seconds"
    assert (_pictures(ahead.folder), ahead.seconds, ahead.drawn_here) == ([], 0, None)
