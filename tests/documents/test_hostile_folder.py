"""Everything hostile at once beside the reference report: one scan, a row for each, and nobody is kept from being read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.documents import FileRecord, Registry, fetch_sources
from pipelines.documents.files import MAX_BYTES
from pipelines.documents.names import opened
from tests.documents.files_for_tests import REPORT_LINES, pdf_of, write

#: Alone on two cores it takes two; a pipe that is waited for takes for ever.
_MOST_SECONDS = 120
_REFERENCE = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (reference,) = _REFERENCE.glob("*.pdf")
    write(folder, "参考.pdf", reference.read_bytes())
    write(folder, os.fsdecode("预算\n\u202e.pdf".encode("gb18030")), pdf_of(*REPORT_LINES))
    write(folder, "[/red]=cmd.pdf", pdf_of(*REPORT_LINES, pages=2))
    os.mkfifo(folder / "pipe.pdf")
    os.mkfifo(folder / "provenance.csv")
    write(folder, "folder.pdf/inner.pdf", b"x")
    write(tmp_path, "outside/secret.pdf", pdf_of(*REPORT_LINES, pages=3))
    (folder / "away.pdf").symlink_to("../outside/secret.pdf")
    (folder / "years").symlink_to("../outside")
    (folder / "0_copy.pdf").symlink_to("参考.pdf")
    (folder / "circle.pdf").symlink_to("circle.pdf")
    (folder / "circle").symlink_to(".")
    with (folder / "sparse.pdf").open("wb") as file:
        file.truncate(MAX_BYTES * 1000)
    (folder / "sources.csv").write_bytes(
        "url,file_name\nhttp://[::1,预算.pdf\nhttp://127.0.0.1:99999,b.pdf\nhttp://a,../b.pdf\n".encode("gbk")
    )
    return folder


def test_a_hostile_folder_is_scanned_and_every_name_has_its_row(raw: Path, tmp_path: Path) -> None:
    started = time.monotonic()
    registry = Registry(tmp_path / "hand_over")
    fetched = fetch_sources(raw / "sources.csv", raw)
    assert [result.place for result in fetched] == ["provenance.csv", *(f"sources.csv line {no}" for no in (2, 3, 4))]
    records = registry.update(raw)
    again = registry.update(raw)
    assert time.monotonic() - started < _MOST_SECONDS
    found = {record.file_name: (record.status, record.reason_code) for record in records}
    gbk_name = r"./\xd4\xa4\xcb\xe3\x0a\x816\xa71.pdf"
    assert found == {
        "参考.pdf": ("accepted", None),
        gbk_name: ("accepted", None),
        "[/red]=cmd.pdf": ("accepted", None),
        "0_copy.pdf": ("duplicate", "duplicate"),
        "pipe.pdf": ("quarantined", "not_a_file"),
        "folder.pdf": ("quarantined", "folder_named_pdf"),
        "away.pdf": ("quarantined", "link_leaves_folder"),
        "years": ("quarantined", "link_leaves_folder"),
        "circle.pdf": ("quarantined", "link_without_target"),
        "sparse.pdf": ("quarantined", "too_large"),
    }
    assert {record.file_name: (record.status, record.reason_code) for record in again} == found
    assert _duplicate_of(records) == {"0_copy.pdf": "参考.pdf"}
    assert all(record.reason_zh and record.reason_en for record in records if record.status != "accepted")
    assert all(opened(raw, record.file_name).is_file() for record in records if record.status == "accepted")


def test_names_pass_through_parquet_and_duckdb(raw: Path, tmp_path: Path) -> None:
    registry = Registry(tmp_path / "hand_over")
    written = {record.file_name for record in registry.update(raw)}
    path = registry.hand_over_dir / "files.parquet"
    assert set(pq.read_table(path)["file_name"].to_pylist()) == written
    with duckdb.connect(str(tmp_path / "names.duckdb")) as connection:
        connection.execute("create table files as select * from read_parquet(?)", [str(path)])
        rows = connection.execute("select file_name from files where status = 'accepted'").fetchall()
    assert all(opened(raw, name).read_bytes().startswith(b"%PDF") for (name,) in rows)
    assert len(rows) == 3


def _duplicate_of(records: tuple[FileRecord, ...]) -> dict[str, str | None]:
    return {record.file_name: record.duplicate_of for record in records if record.status == "duplicate"}
