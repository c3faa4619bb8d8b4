"""Files are looked at here and on a cluster with the same answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.cluster import ClusterError, Place
from pipelines.documents.files import RawFile, scan_raw_folder
from pipelines.documents.triage_work import triage_files, verdict_of
from pipelines.documents.triaging import Triage
from pipelines.workers import Budgets
from tests.cluster.clusters import LocalCluster
from tests.cluster.conftest import cluster as cluster
from tests.documents.files_for_tests import NOTICE_LINES, REPORT_LINES, pdf_of, write


@pytest.fixture
def files(tmp_path: Path) -> list[RawFile]:
    contents = {"report": pdf_of(*REPORT_LINES), "notice": pdf_of(*NOTICE_LINES), "cut": pdf_of(*REPORT_LINES)[:700]}
    for name, content in contents.items():
        write(tmp_path / "raw", f"{name}.pdf", content)
    return scan_raw_folder(tmp_path / "raw")


def _answers(files: list[RawFile], place: Place | None) -> dict[str, Triage]:
    found = triage_files(files, Budgets.load({}).triage, 1, place)
    return {file.file_name: verdict_of(outcome) for file, outcome in found}


def test_the_answers_of_a_cluster_are_those_of_this_machine(
    cluster: LocalCluster, files: list[RawFile], tmp_path: Path
) -> None:
    here = _answers(files, None)
    assert {name: answer.is_accepted for name, answer in here.items()} == {
        "report.pdf": True,
        "notice.pdf": False,
        "cut.pdf": False,
    }
    assert _answers(files, Place(cluster.address, (tmp_path / "shared").as_uri(), True, 30)) == here
    through_store = Place(cluster.address, (tmp_path / "store").as_uri(), False, 30)
    assert _answers(files, through_store) == here
    assert {path.stem for path in (tmp_path / "store" / "raw").iterdir()} == {file.document_id for file in files}


def test_a_file_that_changed_since_is_looked_at_here_and_not_put_under_its_old_name(
    cluster: LocalCluster, files: list[RawFile], tmp_path: Path
) -> None:
    notice = next(file for file in files if file.file_name == "notice.pdf")
    notice.path.write_bytes(pdf_of(*REPORT_LINES))
    answers = _answers([notice], Place(cluster.address, (tmp_path / "store").as_uri(), False, 30))
    assert answers["notice.pdf"].is_accepted
    assert not (tmp_path / "store" / "raw").exists()


def test_a_cluster_that_is_not_there_is_said(files: list[RawFile], tmp_path: Path, cluster: LocalCluster) -> None:
    with pytest.raises(ClusterError, match="there is no scheduler at"):
        _answers(files, Place("nothing://here", tmp_path.as_uri(), True))
