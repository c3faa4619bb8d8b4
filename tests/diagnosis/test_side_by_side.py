"""Rows of one document among many files, and findings that are kept by what they follow from."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.diagnosis import side_by_side
from pipelines.diagnosis.side_by_side import DiagnosisJob, diagnose_one


def _write(folder: Path, name: str, document_ids: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"document_id": document_ids, "value": list(range(len(document_ids)))}), folder / name)


def test_only_the_files_that_may_have_the_document_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, ids in enumerate((["a", "b"], ["b", "c"], ["x", "z"])):
        _write(tmp_path / "terms", f"{number:06}.parquet", ids)
    read: list[Any] = []
    whole = pq.read_table

    def reading(source: Any, **more: Any) -> pa.Table:
        read.append(source)
        return whole(source, **more)

    monkeypatch.setattr(pq, "read_table", reading)
    side_by_side._extents_of(tmp_path / "terms")
    read.clear()
    found = side_by_side._rows_of_part(tmp_path / "terms", "b")
    assert found["document_id"].to_pylist() == ["b", "b"]
    assert [[file.name for file in files] for files in read] == [["000000.parquet", "000001.parquet"]]


def test_a_document_in_no_file_has_no_rows_and_all_columns(tmp_path: Path) -> None:
    _write(tmp_path / "terms", "0.parquet", ["a"])
    _write(tmp_path / "terms", "1.parquet", [])
    found = side_by_side._rows_of_part(tmp_path / "terms", "m")
    assert found.num_rows == 0 and found.column_names == ["document_id", "value"]


def test_findings_are_kept_until_the_rows_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = SimpleNamespace(**{part: [{"document_id": "a"}] for part in side_by_side.INPUTS})
    calls: list[Any] = []

    def diagnose(of_document: Any) -> list[Any]:
        calls.append(of_document)
        return []

    monkeypatch.setattr(side_by_side, "_rows_of", lambda inputs, document_id: rows)
    monkeypatch.setattr(side_by_side, "diagnose_rows", diagnose)
    job = DiagnosisJob("a", tmp_path / "in", tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    assert diagnose_one(job, lambda news: None) == [] and diagnose_one(job, lambda news: None) == []
    assert len(calls) == 1 and len(list((tmp_path / "kept").iterdir())) == 1
    rows.checks.append({"document_id": "a", "status": "failed"})
    diagnose_one(job, lambda news: None)
    assert len(calls) == 2 and len(list((tmp_path / "kept").iterdir())) == 1, "the older findings are gone"
