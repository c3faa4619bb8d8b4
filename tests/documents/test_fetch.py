from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.documents import Registry, fetch_sources
from pipelines.documents.provenance import read_provenance
from tests.documents.files_for_tests import REPORT_LINES, pdf_of

REPORT = pdf_of(*REPORT_LINES)


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/missing"):
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(REPORT)))
        self.end_headers()
        self.wfile.write(REPORT[: len(REPORT) // 2] if self.path.startswith("/half") else REPORT)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def sources(folder: Path, *lines: str) -> Path:
    path = folder / "sources.csv"
    path.write_text("\ufeffurl,file_name\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_without_a_list_nothing_is_fetched(tmp_path: Path) -> None:
    assert fetch_sources(tmp_path / "sources.csv", tmp_path) == []


def test_what_is_missing_is_fetched_once_and_its_source_kept(tmp_path: Path, site: str) -> None:
    path = sources(tmp_path, f"{site}/预算 2024.pdf,2024/report.pdf")
    (result,) = fetch_sources(path, tmp_path)
    assert result.is_fetched
    assert (tmp_path / "2024" / "report.pdf").read_bytes() == REPORT
    assert read_provenance(tmp_path)["2024/report.pdf"].url == f"{site}/预算 2024.pdf"
    assert fetch_sources(path, tmp_path) == []
    (record,) = Registry(tmp_path / "hand_over").update(tmp_path)
    assert record.source_url == f"{site}/预算 2024.pdf"
    assert record.retrieved_at == read_provenance(tmp_path)["2024/report.pdf"].retrieved_at


def test_one_bad_line_stops_no_other(tmp_path: Path, site: str) -> None:
    path = sources(
        tmp_path,
        f"{site}/missing.pdf,missing.pdf",
        f"{site}/half.pdf,half.pdf",
        "file:///etc/passwd,passwd.pdf",
        f"{site}/a.pdf,../outside.pdf",
        f"{site}/a.pdf,a.txt",
        f"{site}/a.pdf,good.pdf",
    )
    results = {result.file_name: result for result in fetch_sources(path, tmp_path)}
    assert [name for name, result in results.items() if result.is_fetched] == ["good.pdf"]
    assert "404" in (results["missing.pdf"].problem or "")
    assert "check the address" in (results["missing.pdf"].problem or "")
    assert "no http or https address" in (results["passwd.pdf"].problem or "")
    assert "below data/raw" in (results["../outside.pdf"].problem or "")
    assert "ends in .pdf" in (results["a.txt"].problem or "")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["good.pdf", "provenance.csv", "sources.csv"]
    assert not (tmp_path.parent / "outside.pdf").exists()


def test_a_download_without_end_is_cut_off(tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.documents.fetch._MAX_BYTES", 100)
    (result,) = fetch_sources(sources(tmp_path, f"{site}/a.pdf,a.pdf"), tmp_path)
    assert not result.is_fetched
    assert not (tmp_path / "a.pdf").exists()


def test_a_list_without_the_columns_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("address\nhttp://example.org/a.pdf\n", encoding="utf-8")
    (result,) = fetch_sources(path, tmp_path)
    assert "lacks the column file_name, url" in (result.problem or "")
    assert not result.is_fetched and not result.is_harmless and result.place == "sources.csv"
