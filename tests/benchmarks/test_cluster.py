"""The benchmark of the cluster: every process is warm before the clock runs, all of them work, and the page says what was wanted and what is."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.cluster import Bench, Speed, Speeds, copies, errands, overhead_ms, page, speed, speed_up
from pipelines.cluster.choosing import executor
from pipelines.cluster.store import hash_of
from pipelines.settings import Settings
from tests.conftest import REFERENCE_PDF


def test_each_copy_is_another_document_of_as_many_pages(settings: Settings) -> None:
    found = copies(REFERENCE_PDF.parent, settings.raw_dir, 3)
    assert len({facts.document_id for facts in found}) == 3
    assert {hash_of(settings.raw_dir / facts.file_name) for facts in found} == {facts.document_id for facts in found}
    assert {facts.page_count for facts in found} == {35}
    assert [item.key for item in errands(settings, found)] == [facts.document_id for facts in found]


def _speeds(**seconds: tuple[float, ...]) -> Speeds:
    """Ten documents of thirty pages, by a name such as ``pool1``, in so many seconds each round."""
    return {
        (name[:-1], int(name[-1])): [Speed(10, 300, taken, 0.1) for taken in rounds] for name, rounds in seconds.items()
    }


def test_the_page_tells_speeds_and_what_the_cluster_costs() -> None:
    reading = _speeds(pool1=(10, 9, 12), pool2=(5, 5, 5), cluster1=(10.5, 10.2, 13), cluster2=(5.6, 5.6, 5.6))
    way = _speeds(pool1=(0.1,), pool2=(0.06,), cluster1=(0.22,), cluster2=(0.17,))
    assert speed_up(reading, "cluster") == pytest.approx(10.5 / 5.6) and speed_up(reading, "pool") == pytest.approx(2)
    assert overhead_ms(reading, 1) == pytest.approx(50) and overhead_ms(reading, 2) == pytest.approx(60)
    text = page(reading, way, 0.25)
    assert "| cluster, 1 worker | 28.6 | 23.1 | 29.4 | 1050 | +50.0 |" in text
    assert "| pool, 2 processes | 60.0 | 60.0 | 60.0 | 500 |  |" in text
    assert "Two workers read 1.88 times as fast as one (wanted: 1.8); two processes of the pool" in text
    assert "50.0 ms longer by one worker" in text and "60.0 ms longer by two" in text
    assert "take 12.0 ms more each by one worker than by one process of the pool, 11.0 ms by two" in text
    assert "10.0 ms of a processor to do for each: one run takes over about 100 documents" in text
    assert "Load of the machine before: 0.2;" in text


def test_all_processes_are_at_work_or_nothing_is_told(settings: Settings) -> None:
    work = errands(settings, copies(REFERENCE_PDF.parent, settings.raw_dir, 2))
    with executor(None, 1) as crew, pytest.raises(RuntimeError, match="only 1 of 2 processes were at work"):
        speed(crew, 2, work, [])


def test_reading_is_timed_without_what_warms(tmp_path: Path) -> None:
    bench = Bench(tmp_path, REFERENCE_PDF.parent, 2)
    found = bench.reading("pool", 2)
    assert (found.documents, found.pages) == (2, 70) and 0 < found.seconds < 60
    way = bench.way("pool", 2, 20)
    assert way.documents == 20 and way.document_ms < found.document_ms / 4, "nothing is read"


@pytest.mark.slow
def test_both_workers_of_a_cluster_go_the_way(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    found = Bench(tmp_path, REFERENCE_PDF.parent, 1).way("cluster", 2, 20)
    assert found.documents == 20 and found.own_seconds > 0
