from __future__ import annotations

import http.server
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.documents import FetchResult, Registry, fetch_sources
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


@pytest.fixture(autouse=True)
def _own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers of the tests are on this machine, which nothing but a setting allows to be asked, and need no rest."""
    monkeypatch.setenv("YUSUAN_FETCH_ALLOW_NETWORKS", "127.0.0.0/8")
    monkeypatch.setenv("YUSUAN_FETCH_DELAY_SECONDS", "0")
    monkeypatch.setenv("YUSUAN_FETCH_WAIT_SECONDS", "0.01")
    monkeypatch.setenv("YUSUAN_FETCH_IDLE_SECONDS", "0.5")


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
    monkeypatch.setenv("YUSUAN_FETCH_MEGABYTES", "0.0001")
    (result,) = fetch_sources(sources(tmp_path, f"{site}/a.pdf,a.pdf"), tmp_path)
    assert not result.is_fetched
    assert not (tmp_path / "a.pdf").exists()


def test_a_list_without_the_columns_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("address\nhttp://example.org/a.pdf\n", encoding="utf-8")
    (result,) = fetch_sources(path, tmp_path)
    assert "lacks the column file_name" in (result.problem or "")
    assert "for 'address', did you mean url?" in (result.problem or "")
    assert not result.is_fetched and not result.is_harmless and result.place == "sources.csv"


def test_what_is_stated_of_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("file_name,issuer\nthere.pdf,某局\nmissing.pdf,某局\n", encoding="utf-8")
    (tmp_path / "there.pdf").write_bytes(b"%PDF-1.4")
    (result,) = fetch_sources(path, tmp_path)
    assert (result.line_no, result.is_fetched, result.is_harmless) == (3, False, False)
    assert "missing.pdf is not in data/raw" in (result.problem or "")


def test_bad_lines_of_every_kind_are_told_with_their_number_and_the_good_ones_fetched(
    tmp_path: Path, site: str
) -> None:
    path = tmp_path / "sources.csv"
    lines = (
        "url,file_name,备注,页数",
        f"{site}/a.pdf,青山区预算.pdf,好",
        "http://127.0.0.1:99999/a.pdf,port.pdf",
        "http://[::1,bracket.pdf",
        f"{site}/a.pdf,{'长' * 100}.pdf",
        f"{site}/a.pdf,../outside.pdf",
        f"{site}/a.pdf",
        f'{site}/a.pdf,"open.pdf',
        f"{site}/a.pdf,b.pdf,c,d,e",
        f"{site}/a.pdf,nul\0.pdf",
        f"{site}/a b.pdf,汉阳区预算.pdf",
    )
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    told: list[FetchResult] = []
    results = fetch_sources(path, tmp_path, told.append)
    assert told == results
    assert {result.file_name for result in results if result.is_fetched} == {"青山区预算.pdf", "汉阳区预算.pdf"}
    assert {result.line_no for result in results if result.problem} == {1, *range(3, 11)}
    assert "'页数' is not known" in str(next(result.problem for result in results if result.line_no == 1))
    assert next(result.place for result in results if result.file_name == "port.pdf") == "sources.csv line 3"
    assert {item.name for item in tmp_path.iterdir()} == {
        "sources.csv",
        "provenance.csv",
        "青山区预算.pdf",
        "汉阳区预算.pdf",
    }


def test_a_name_as_long_as_a_name_can_be_is_fetched(tmp_path: Path, site: str) -> None:
    name = "长" * 83 + "bb.pdf"
    assert len(name.encode()) == 255
    (result,) = fetch_sources(sources(tmp_path, f"{site}/a.pdf,{name}"), tmp_path)
    assert result.is_fetched and (tmp_path / name).read_bytes() == REPORT


def test_nothing_is_written_through_a_folder_that_is_a_link(tmp_path: Path, site: str) -> None:
    raw = tmp_path / "raw"
    (tmp_path / "outside").mkdir()
    raw.mkdir()
    (raw / "away").symlink_to("../outside")
    (result,) = fetch_sources(sources(raw, f"{site}/a.pdf,away/a.pdf"), raw)
    assert not result.is_fetched and "outside of data/raw" in (result.problem or "")
    assert list((tmp_path / "outside").iterdir()) == []


def test_what_is_there_under_the_name_whatever_it_is_is_not_fetched_over(tmp_path: Path, site: str) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "lost.pdf").symlink_to("nowhere")
    assert fetch_sources(sources(tmp_path, f"{site}/a.pdf,pipe.pdf", f"{site}/a.pdf,lost.pdf"), tmp_path) == []


def test_a_damaged_record_of_origins_is_told_and_stops_nothing(tmp_path: Path, site: str) -> None:
    (tmp_path / "provenance.csv").write_text("file_name,url,retrieved_at\nold.pdf,http://a,never\n", encoding="utf-8")
    damage, fetched = fetch_sources(sources(tmp_path, f"{site}/a.pdf,a.pdf"), tmp_path)
    assert damage.place == "provenance.csv line 2" and damage.is_harmless and "no time" in (damage.problem or "")
    assert fetched.is_fetched and read_provenance(tmp_path).keys() == {"a.pdf"}


def test_an_origin_that_cannot_be_noted_does_not_undo_the_download(
    tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipelines.documents.keeping.remember", full)
    (result,) = fetch_sources(sources(tmp_path, f"{site}/a.pdf,a.pdf"), tmp_path)
    assert result.is_fetched and result.is_harmless and "No space left" in (result.problem or "")
    assert (tmp_path / "a.pdf").exists()


def test_a_server_that_speaks_no_http_costs_its_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-nothing\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        (result,) = fetch_sources(sources(tmp_path, f"http://127.0.0.1:{server.getsockname()[1]}/a,a.pdf"), tmp_path)
    assert not result.is_fetched and "could not be fetched" in (result.problem or "")
