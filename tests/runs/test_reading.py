"""A document is read here and on a cluster to the same cells and the same Parquet; one that is broken, to the same reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.cluster import Place
from pipelines.cluster.store import hash_of
from pipelines.contract import hand_over
from pipelines.contract.parquet import read_hand_over
from pipelines.extraction.saved import load_extraction
from pipelines.journal.journal import Journal
from pipelines.journal.news import RunListener, listening
from pipelines.reports.facts import FileFacts
from pipelines.runs.reading import ReadResult, read_documents
from pipelines.runs.reading_worker import ReadJob
from pipelines.settings import Settings
from pipelines.workers import Budgets
from tests.cluster.clusters import LocalCluster
from tests.cluster.conftest import cluster as cluster
from tests.conftest import REFERENCE_PDF

pytestmark = pytest.mark.slow


class _Pages(RunListener):
    def __init__(self) -> None:
        self.read: list[int] = []

    def page_read(self, file_name: str, page_no: int, page_count: int) -> None:
        self.read.append(page_no)


def _read(settings: Settings, broken: Path, place: Place | None) -> tuple[list[ReadJob], list[ReadResult], list[int]]:
    jobs = []
    for path, pages in ((REFERENCE_PDF, 35), (broken, 1)):
        facts = FileFacts(path.name, hash_of(path), None, None, pages, "born_digital")
        cells = hand_over.cells_path(settings, facts.document_id, "cells")
        jobs.append(ReadJob(path, facts, cells, hand_over.document_folder(settings, facts.document_id, "version")))
    pages = _Pages()
    with listening(pages):
        results = read_documents(jobs, Budgets.load({}).reading, Journal(), 1, place)
    return jobs, sorted(results, key=lambda result: result.file_name), sorted(pages.read)


def test_the_reading_of_a_cluster_is_that_of_this_machine(
    cluster: LocalCluster, settings: Settings, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(REFERENCE_PDF.read_bytes()[:20_000])
    jobs_here, here, pages_here = _read(settings, broken, None)
    there_settings = replace(settings, warehouse_dir=tmp_path / "there")
    place = Place(cluster.address, there_settings.cluster_dir.as_uri(), True, 60)
    jobs_there, there, pages_there = _read(there_settings, broken, place)
    assert pages_here == pages_there == list(range(1, 36))
    (broken_here, whole_here), (broken_there, whole_there) = here, there
    assert whole_here.problem is None and whole_there.problem is None and whole_there.read_here_because is None
    assert broken_here.problem is not None and broken_here.problem == broken_there.problem
    assert load_extraction(jobs_here[0].cells_path) == load_extraction(jobs_there[0].cells_path)
    one, other = read_hand_over(jobs_here[0].folder), read_hand_over(jobs_there[0].folder)
    assert {name: table.equals(other[name]) for name, table in one.items()} == dict.fromkeys(one, True)
    assert not jobs_there[1].folder.exists() and not jobs_there[1].cells_path.exists()
