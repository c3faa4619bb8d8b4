"""The benchmark of the cluster: copies have hashes of their own, and the page says what was wanted and what is."""

from __future__ import annotations

from pathlib import Path

from benchmarks.cluster import Speed, copies, errands, page
from pipelines.cluster.store import hash_of
from pipelines.settings import Settings
from tests.conftest import REFERENCE_PDF


def test_each_copy_is_another_document_of_as_many_pages(settings: Settings) -> None:
    found = copies(REFERENCE_PDF.parent, settings.raw_dir, 3)
    assert len({facts.document_id for facts in found}) == 3
    assert {hash_of(settings.raw_dir / facts.file_name) for facts in found} == {facts.document_id for facts in found}
    assert {facts.page_count for facts in found} == {35}
    assert [item.key for item in errands(settings, found)] == [facts.document_id for facts in found]


def test_the_page_tells_speeds_and_how_much_faster_two_are(tmp_path: Path) -> None:
    names = ("pool, 1 process", "pool, 2 processes", "cluster, 1 worker", "cluster, 2 workers")
    speeds = [Speed(name, 10, 300, s, 0.1) for name, s in zip(names, (10, 5, 10.5, 5.6), strict=True)]
    text = page(speeds, Speed("way", 200, 0, 3.0, 1.0), Speed("no way", 200, 0, 0.6, 0.1))
    assert "| cluster, 2 workers | 10 | 300 | 5.6 | 53.6 |" in text
    assert "Two workers read 1.88 times as fast as one (wanted: 1.8)" in text
    assert "took 12.0 ms a document, measured over 200 errands (wanted: at most 30 ms)" in text
    assert "had 5.0 ms of a processor to do for each" in text
