from __future__ import annotations

import hashlib
import http.server
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.documents import FetchResult, Registry, fetch_sources
from pipelines.documents.fetching.tries import read_tries, write_tries
from pipelines.documents.provenance import read_provenance
from tests.documents.fetching.site import Request, Site, in_turn, open_site, page, status
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


@pytest.fixture
def scripted() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def outcomes(tries: Path) -> list[str]:
    return [item.problem_code or item.outcome for item in read_tries(tries)]


def test_every_try_is_a_row(tmp_path: Path, scripted: Site) -> None:
    tries = tmp_path / "hand_over" / "fetches.parquet"
    raw = tmp_path / "raw"
    raw.mkdir()
    scripted.answers["/a.pdf"] = in_turn(status(503), REPORT)
    path = sources(raw, f"{scripted.url}/a.pdf,2024/预算.pdf", f"{scripted.url}/none.pdf,b.pdf")
    results = fetch_sources(path, raw, tries_path=tries)
    assert [(result.file_name, result.is_fetched, result.is_passing) for result in results] == [
        ("2024/预算.pdf", True, False),
        ("b.pdf", False, False),
    ]
    assert outcomes(tries) == ["server_error", "fetched", "refused"]
    failed, fetched, refused = read_tries(tries)
    assert (failed.http_status, fetched.file_name, fetched.line_no, refused.line_no) == (503, "2024/预算.pdf", 2, 3)
    assert fetched.document_id == hashlib.sha256(REPORT).hexdigest() and "404" in (refused.problem_zh or "")


def test_a_correction_at_the_same_address_is_a_new_version(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_FETCH_RECHECK_DAYS", "0")
    corrected, tries = REPORT + b"\n% corrected", tmp_path / "tries.parquet"

    def versioned(content: bytes, etag: str) -> Callable[[Request], None]:
        def answer(request: Request) -> None:
            known = request.headers.get("If-None-Match") == etag
            request.give(b"" if known else content, {"ETag": etag}, 304 if known else 200)

        return answer

    path = sources(tmp_path, f"{scripted.url}/a.pdf,a.pdf")
    scripted.answers["/a.pdf"] = versioned(REPORT, '"v1"')
    fetch_sources(path, tmp_path, tries_path=tries)
    fetch_sources(path, tmp_path, tries_path=tries)
    first = read_provenance(tmp_path)["a.pdf"]
    assert outcomes(tries) == ["fetched", "unchanged"] and first.etag == '"v1"'
    assert first.checked_at is not None and first.checked_at > first.retrieved_at
    scripted.answers["/a.pdf"] = versioned(corrected, '"v2"')
    (result,) = fetch_sources(path, tmp_path, tries_path=tries)
    assert result.is_fetched and outcomes(tries)[-1] == "new_version"
    assert (tmp_path / "a.pdf").read_bytes() == corrected
    (earlier,) = (tmp_path / ".earlier").iterdir()
    assert earlier.read_bytes() == REPORT
    assert read_provenance(tmp_path)["a.pdf"].sha256 == hashlib.sha256(corrected).hexdigest()
    (record,) = [item for item in Registry(tmp_path / "hand_over").update(tmp_path) if item.status == "accepted"]
    assert record.document_id == hashlib.sha256(corrected).hexdigest()


def test_a_file_is_asked_for_again_after_days_and_one_that_a_person_changed_never(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted.answers["/a.pdf"] = REPORT
    path = sources(tmp_path, f"{scripted.url}/a.pdf,a.pdf")
    fetch_sources(path, tmp_path)
    fetch_sources(path, tmp_path)
    assert len(scripted.times("/a.pdf")) == 1
    monkeypatch.setenv("YUSUAN_FETCH_RECHECK_DAYS", "0")
    fetch_sources(path, tmp_path)
    assert len(scripted.times("/a.pdf")) == 2
    (tmp_path / "a.pdf").write_bytes(REPORT + b"by hand")
    assert fetch_sources(path, tmp_path) == [] and len(scripted.times("/a.pdf")) == 2


def test_a_file_that_is_here_is_missed_by_nobody_if_its_address_fails(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_FETCH_RECHECK_DAYS", "0")
    scripted.answers["/a.pdf"] = in_turn(REPORT, status(404))
    path = sources(tmp_path, f"{scripted.url}/a.pdf,a.pdf")
    fetch_sources(path, tmp_path)
    (result,) = fetch_sources(path, tmp_path)
    assert result.is_harmless and "404" in (result.problem or "") and (tmp_path / "a.pdf").read_bytes() == REPORT


def test_a_page_of_reports_brings_what_it_lists_once(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_FETCH_LISTING_HOURS", "0")
    other, tries = REPORT + b"\n% other", tmp_path / "tries.parquet"
    scripted.answers |= {
        "/list": page(
            ("a.html", "某局2024年部门预算"), ("2.pdf", "某委2024年部门预算"), ("3.pdf", "某委2023年部门预算")
        ),
        "/a.html": page(("1.pdf", "附件"), ("copy.pdf", "附件（同）")),
        "/1.pdf": REPORT,
        "/copy.pdf": REPORT,
        "/2.pdf": other,
        "/3.pdf": REPORT,
    }
    path = tmp_path / "sources.csv"
    path.write_text(f"url,file_name,year,kind\n{scripted.url}/list,2024/青山区/,2024,预算\n", encoding="utf-8")
    results = fetch_sources(path, tmp_path, tries_path=tries)
    assert {result.file_name for result in results if result.is_fetched} == {
        "2024/青山区/某委2024年部门预算.pdf",
        "2024/青山区/某局2024年部门预算 附件.pdf",
    }
    assert all(result.is_harmless and result.problem is None for result in results)
    assert sorted(outcomes(tries)) == ["copy", "fetched", "fetched", "listed", "listed"]
    assert scripted.times("/3.pdf") == []
    assert fetch_sources(path, tmp_path, tries_path=tries)
    assert [len(scripted.times(f"/{name}.pdf")) for name in ("1", "2", "copy")] == [1, 1, 1]
    assert len(scripted.times("/list")) == 2


def test_a_page_that_was_looked_at_today_is_left_alone(tmp_path: Path, scripted: Site) -> None:
    scripted.answers |= {"/list": page(("1.pdf", "部门预算")), "/1.pdf": REPORT}
    path, tries = sources(tmp_path, f"{scripted.url}/list,new/"), tmp_path / "tries.parquet"
    fetch_sources(path, tmp_path, tries_path=tries)
    assert fetch_sources(path, tmp_path, tries_path=tries) == [] and len(scripted.times("/list")) == 1


def test_a_page_that_lists_too_many_brings_the_first_and_says_so(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_FETCH_LISTING_FILES", "2")
    scripted.answers["/list"] = page(*((f"{number}.pdf", f"部门预算{number}") for number in range(5)))
    scripted.answers |= {f"/{number}.pdf": REPORT + bytes([number]) for number in range(5)}
    results = fetch_sources(sources(tmp_path, f"{scripted.url}/list,new/"), tmp_path)
    assert [result.file_name for result in results if result.is_fetched] == ["new/部门预算0.pdf", "new/部门预算1.pdf"]
    assert "more files than one may bring (5)" in (results[0].problem or "")


def test_what_is_not_public_is_not_asked(tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUSUAN_FETCH_ALLOW_NETWORKS", "")
    scripted.answers["/a.pdf"] = REPORT
    (result,) = fetch_sources(sources(tmp_path, f"{scripted.url}/a.pdf,a.pdf"), tmp_path)
    assert "private network" in (result.problem or "") and scripted.asked == []


def test_a_host_is_never_asked_more_often_than_allowed(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_FETCH_DELAY_SECONDS", "0.15")
    scripted.answers |= {f"/{number}.pdf": REPORT for number in range(4)}
    fetch_sources(sources(tmp_path, *(f"{scripted.url}/{number}.pdf,{number}.pdf" for number in range(4))), tmp_path)
    moments = [moment for moment, _, _ in scripted.asked]
    assert len(moments) == 5 and min(later - earlier for earlier, later in pairwise(moments)) >= 0.14


def test_a_list_in_yaml_counts_beside_the_other(tmp_path: Path, site: str) -> None:
    sources(tmp_path, f"{site}/a.pdf,a.pdf")
    (tmp_path / "sources.yaml").write_text(f"- url: {site}/b.pdf\n  file_name: b.pdf\n- url: x\n  file_name: c.pdf\n")
    results = fetch_sources(tmp_path / "sources.csv", tmp_path)
    assert {result.file_name for result in results if result.is_fetched} == {"a.pdf", "b.pdf"}
    assert [result.place for result in results if not result.is_fetched] == ["sources.yaml line 3"]


def test_who_stops_the_run_does_not_wait_for_the_end_of_the_lists(tmp_path: Path, scripted: Site) -> None:
    class StoppedError(Exception):
        pass

    def stop(_: FetchResult) -> None:
        raise StoppedError

    def slowly(request: Request) -> None:
        request.begin(200)
        for _ in range(200):
            request.wfile.write(b"%PDF-1.7..")
            time.sleep(0.05)

    scripted.answers |= {"/0.pdf": REPORT, **{f"/{number}.pdf": slowly for number in range(1, 5)}}
    started = time.monotonic()
    with pytest.raises(StoppedError):
        fetch_sources(sources(tmp_path, *(f"{scripted.url}/{n}.pdf,{n}.pdf" for n in range(5))), tmp_path, stop)
    assert time.monotonic() - started < 3
    assert (tmp_path / "0.pdf").exists() and not list(tmp_path.glob(".fetch*"))


def test_an_address_that_gave_nothing_rests_whoever_asks_and_is_told_all_the_same(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_FETCH_TRIES", "1")
    scripted.answers |= {"/down.pdf": in_turn(status(503, Retry_After="7200"), REPORT), "/a.pdf": REPORT}
    path, tries = sources(tmp_path, f"{scripted.url}/gone.pdf,gone.pdf"), tmp_path / "tries.parquet"
    (tmp_path / "sources.yaml").write_text(f"- url: {scripted.url}/down.pdf\n  file_name: down.pdf\n", encoding="utf-8")
    for _ in range(3):
        told = {result.file_name: result for result in fetch_sources(path, tmp_path, tries_path=tries)}
        assert "404" in (told["gone.pdf"].problem or "") and not told["gone.pdf"].is_passing
        assert "503" in (told["down.pdf"].problem or "") and told["down.pdf"].is_passing
    assert "it is not asked again before" in (told["down.pdf"].problem or "")
    assert told["down.pdf"].place == "sources.yaml line 1" and not told["down.pdf"].is_harmless
    assert len(scripted.times("/gone.pdf")) == 1 and len(scripted.times("/down.pdf")) == 1
    assert {(item.file_name, item.list_name, item.line_no) for item in read_tries(tries)} == {
        ("gone.pdf", "sources.csv", 2),
        ("down.pdf", "sources.yaml", 1),
    }
    past = datetime.now(UTC) - timedelta(seconds=1)
    write_tries(tries, [replace(item, rests_until=past) for item in read_tries(tries)])
    assert [result.file_name for result in fetch_sources(path, tmp_path, tries_path=tries) if result.is_fetched] == [
        "down.pdf"
    ]


def test_a_file_of_a_page_that_failed_is_asked_for_again_before_the_page_is(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YUSUAN_FETCH_TRIES", "1")
    monkeypatch.setenv("YUSUAN_FETCH_RETRY_MINUTES", "0")
    scripted.answers |= {
        "/list": page(("1.pdf", "甲局部门预算"), ("2.pdf", "乙局部门预算")),
        "/1.pdf": in_turn(status(503), REPORT),
    }
    path, tries = sources(tmp_path, f"{scripted.url}/list,new/"), tmp_path / "tries.parquet"
    fetch_sources(path, tmp_path, tries_path=tries)
    results = {result.file_name: result for result in fetch_sources(path, tmp_path, tries_path=tries)}
    assert results["new/甲局部门预算.pdf"].is_fetched and "404" in (results["new/乙局部门预算.pdf"].problem or "")
    assert [len(scripted.times(path)) for path in ("/list", "/1.pdf", "/2.pdf")] == [1, 2, 1]


def test_a_file_that_failed_and_is_on_its_page_no_more_is_not_asked_for_again(
    tmp_path: Path, scripted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"TRIES": "1", "REFUSED_HOURS": "0", "LISTING_HOURS": "0"}.items():
        monkeypatch.setenv(f"YUSUAN_FETCH_{name}", value)
    scripted.answers["/list"] = in_turn(page(("1.pdf", "甲局部门预算")), page(("2.pdf", "乙局部门预算")))
    path, tries = sources(tmp_path, f"{scripted.url}/list,new/"), tmp_path / "tries.parquet"
    fetch_sources(path, tmp_path, tries_path=tries)
    fetch_sources(path, tmp_path, tries_path=tries)
    monkeypatch.setenv("YUSUAN_FETCH_LISTING_HOURS", "12")
    (result,) = fetch_sources(path, tmp_path, tries_path=tries)
    assert result.file_name == "new/乙局部门预算.pdf"
    assert [len(scripted.times(path)) for path in ("/list", "/1.pdf", "/2.pdf")] == [2, 1, 2]
