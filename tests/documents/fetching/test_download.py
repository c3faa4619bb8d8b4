"""A file comes whole or not at all: tried again while that helps, gone on with where it broke off, within its limits."""

from __future__ import annotations

import hashlib
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipelines.documents.fetching.asking import Asker
from pipelines.documents.fetching.download import Download, Validators, download
from pipelines.documents.fetching.problems import FetchError
from pipelines.documents.fetching.tries import Try
from tests.documents.fetching.site import PDF, Request, Site, in_turn, limits, page, status

OTHER = PDF.replace(b"1.7", b"1.6")


@dataclass
class Fetched:
    path: Path
    tries: list[Try] = field(default_factory=list)
    found: Download | None = None
    error: FetchError | None = None

    @property
    def outcomes(self) -> list[str]:
        return [item.problem_code or item.outcome for item in self.tries]


def fetch(
    site: Site, tmp_path: Path, *, known: Validators | None = None, takes_page: bool = False, **changed: Any
) -> Fetched:
    fetched = Fetched(tmp_path / "part")
    with closing(Asker(limits(**changed))) as asker:
        try:
            fetched.found = download(
                asker, f"{site.url}/a.pdf", fetched.path, fetched.tries.append, known=known, takes_page=takes_page
            )
        except FetchError as error:
            fetched.error = error
    return fetched


def test_a_file_comes_with_its_hash_and_what_tells_its_version(site: Site, tmp_path: Path) -> None:
    headers = {"ETag": '"v1"', "Last-Modified": "Mon, 02 Mar 2026 08:00:00 GMT", "Content-Type": "application/pdf"}
    site.answers["/a.pdf"] = lambda request: request.give(PDF, headers)
    fetched = fetch(site, tmp_path)
    assert fetched.found is not None and fetched.path.read_bytes() == PDF
    assert fetched.found.sha256 == hashlib.sha256(PDF).hexdigest() == fetched.tries[0].document_id
    assert fetched.found.validators == Validators('"v1"', "Mon, 02 Mar 2026 08:00:00 GMT")
    (told,) = fetched.tries
    assert (told.outcome, told.attempt_no, told.size_bytes, told.content_type) == (
        "fetched",
        1,
        len(PDF),
        "application/pdf",
    )


def test_a_server_that_fails_for_a_moment_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.answers["/a.pdf"] = in_turn(status(503), Request.drop, PDF)
    fetched = fetch(site, tmp_path)
    assert fetched.outcomes == ["server_error", "broke_off", "fetched"] and fetched.path.read_bytes() == PDF
    assert [item.attempt_no for item in fetched.tries] == [1, 2, 3]


def test_one_that_goes_on_failing_is_given_up_and_leaves_nothing(site: Site, tmp_path: Path) -> None:
    site.answers["/a.pdf"] = status(500)
    fetched = fetch(site, tmp_path, tries=3)
    assert fetched.outcomes == ["server_error"] * 3 and fetched.error is not None and fetched.error.is_passing
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [404, 403])
def test_what_is_refused_is_not_asked_for_again(site: Site, tmp_path: Path, code: int) -> None:
    site.answers["/a.pdf"] = status(code)
    assert fetch(site, tmp_path).outcomes == ["refused"]


def test_the_wait_that_a_server_names_is_kept_and_a_long_one_left_to_another_run(site: Site, tmp_path: Path) -> None:
    site.answers["/a.pdf"] = in_turn(status(429, Retry_After="1"), PDF)
    assert fetch(site, tmp_path).outcomes == ["server_error", "fetched"]
    first, second = site.times("/a.pdf")
    assert second - first >= 1
    site.answers["/a.pdf"] = status(503, Retry_After="86400")
    assert fetch(site, tmp_path).outcomes == ["server_error"]


def ranged(content: bytes, etag: str, *, breaks_at: int | None = None) -> Any:
    """Answer with a file, or with the rest of it if the version is the one asked for; break off after so many bytes."""

    def answer(request: Request) -> None:
        wanted = request.headers.get("Range")
        start = 0
        if wanted is not None and request.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").partition("-")[0])
        rest = content[start:]
        headers = {"ETag": etag}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        request.begin(len(rest), headers, 206 if start else 200)
        request.wfile.write(rest if breaks_at is None else rest[: breaks_at - start])
        if breaks_at is not None:
            request.drop()

    return answer


def test_a_file_that_broke_off_is_gone_on_with(site: Site, tmp_path: Path) -> None:
    site.answers["/a.pdf"] = in_turn(ranged(PDF, '"v1"', breaks_at=2000), ranged(PDF, '"v1"'))
    fetched = fetch(site, tmp_path)
    assert fetched.outcomes == ["broke_off", "fetched"] and fetched.path.read_bytes() == PDF
    assert site.headers("/a.pdf")[1]["Range"] == "bytes=2000-"
    assert fetched.found is not None and fetched.found.size_bytes == len(PDF)


def test_the_rest_of_another_version_is_not_put_behind_the_beginning_of_the_first(site: Site, tmp_path: Path) -> None:
    site.answers["/a.pdf"] = in_turn(ranged(PDF, '"v1"', breaks_at=2000), ranged(OTHER, '"v2"'))
    fetched = fetch(site, tmp_path)
    assert fetched.path.read_bytes() == OTHER
    assert fetched.found is not None and fetched.found.validators.etag == '"v2"'


def test_without_a_word_on_the_version_it_begins_anew(site: Site, tmp_path: Path) -> None:
    def half(request: Request) -> None:
        request.begin(len(PDF), {"ETag": 'W/"weak"'})
        request.wfile.write(PDF[:2000])
        request.drop()

    site.answers["/a.pdf"] = in_turn(half, PDF)
    assert fetch(site, tmp_path).path.read_bytes() == PDF
    assert "Range" not in site.headers("/a.pdf")[1]


def test_a_server_that_goes_on_elsewhere_is_not_believed(site: Site, tmp_path: Path) -> None:
    def wrong(request: Request) -> None:
        request.give(PDF[100:], {"Content-Range": f"bytes 100-{len(PDF) - 1}/{len(PDF)}", "ETag": '"v1"'}, 206)

    site.answers["/a.pdf"] = in_turn(ranged(PDF, '"v1"', breaks_at=2000), wrong, PDF)
    fetched = fetch(site, tmp_path)
    assert fetched.outcomes == ["broke_off", "broke_off", "fetched"] and fetched.path.read_bytes() == PDF


def test_what_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    def answer(request: Request) -> None:
        request.give(b"", status=304) if request.headers.get("If-None-Match") == '"v1"' else request.give(PDF)

    site.answers["/a.pdf"] = answer
    fetched = fetch(site, tmp_path, known=Validators('"v1"', "Mon, 02 Mar 2026 08:00:00 GMT"))
    assert fetched.found is not None and fetched.found.sha256 is None and fetched.outcomes == ["unchanged"]
    assert site.headers("/a.pdf")[0]["If-Modified-Since"] == "Mon, 02 Mar 2026 08:00:00 GMT"
    assert fetch(site, tmp_path, known=Validators('"v0"')).outcomes == ["fetched"]


def test_nothing_changed_is_no_answer_to_who_has_nothing(site: Site, tmp_path: Path) -> None:
    site.answers["/a.pdf"] = status(304)
    assert fetch(site, tmp_path).outcomes == ["refused"]


@pytest.mark.parametrize("content", [b"<html>404</html>", b"PK\x03\x04" + bytes(5000), b"", b"{}"])
def test_what_is_no_pdf_is_not_kept(site: Site, tmp_path: Path, content: bytes) -> None:
    site.answers["/a.pdf"] = lambda request: request.give(content, {"Content-Type": "application/pdf"})
    fetched = fetch(site, tmp_path)
    assert fetched.outcomes == ["not_a_pdf"] and list(tmp_path.iterdir()) == []


def test_a_page_is_told_by_its_first_bytes_before_the_rest_is_waited_for(site: Site, tmp_path: Path) -> None:
    def endless(request: Request) -> None:
        request.begin(10**9, {"Content-Type": "text/html"})
        request.wfile.write(b"<html>" + b" " * 2000)
        time.sleep(3)

    site.answers["/a.pdf"] = endless
    started = time.monotonic()
    assert fetch(site, tmp_path, megabytes=2000).outcomes == ["not_a_pdf"]
    assert time.monotonic() - started < 2


def test_where_a_page_is_wanted_a_page_is_taken_and_nothing_else(site: Site, tmp_path: Path) -> None:
    site.answers["/a.pdf"] = page(("x", "y"))
    fetched = fetch(site, tmp_path, takes_page=True)
    assert fetched.outcomes == ["listed"] and fetched.tries[0].document_id is None
    site.answers["/a.pdf"] = PDF
    assert fetch(site, tmp_path, takes_page=True).outcomes == ["not_a_page"]


@pytest.mark.parametrize("is_announced", [True, False])
def test_a_file_that_is_too_large_is_cut_off(site: Site, tmp_path: Path, is_announced: bool) -> None:
    def answer(request: Request) -> None:
        if is_announced:
            request.give(PDF)
            return
        request.send_response(200)
        request.end_headers()
        request.wfile.write(PDF)
        request.drop()

    site.answers["/a.pdf"] = answer
    fetched = fetch(site, tmp_path, megabytes=0.005)
    assert fetched.outcomes == ["too_large"] and list(tmp_path.iterdir()) == []
    assert fetch(site, tmp_path, megabytes=0.02).path.read_bytes() == PDF


def test_a_server_that_drips_costs_the_time_of_one_file_and_no_more(site: Site, tmp_path: Path) -> None:
    def dripping(request: Request) -> None:
        request.begin(len(PDF))
        for byte in PDF:
            request.wfile.write(bytes([byte]))
            time.sleep(0.02)

    site.answers["/a.pdf"] = dripping
    started = time.monotonic()
    fetched = fetch(site, tmp_path, seconds=0.5)
    assert set(fetched.outcomes) == {"over_time"} and time.monotonic() - started < 3


def test_a_disk_that_cannot_be_written_is_told(site: Site, tmp_path: Path) -> None:
    site.answers["/a.pdf"] = PDF
    (tmp_path / "part").mkdir()
    assert fetch(site, tmp_path).outcomes == ["cannot_be_saved"]
