"""A question goes through redirects, each judged by itself, and what goes wrong is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from pipelines.documents.fetching.asking import Asker
from pipelines.documents.fetching.problems import FetchError
from tests.documents.fetching.site import PDF, Request, Site, limits, open_site, status


@pytest.fixture
def asker() -> Iterator[Asker]:
    with closing(Asker(limits())) as opened:
        yield opened


def body(asker: Asker, url: str) -> bytes:
    with asker.ask(url) as answer:
        return b"".join(answer.chunks())


def problem(asker: Asker, url: str) -> FetchError:
    with pytest.raises(FetchError) as found:
        body(asker, url)
    return found.value


def test_an_answer_is_read_and_says_where_it_came_from(asker: Asker, site: Site) -> None:
    site.answers |= {"/old": status(302, Location="/new%20name.pdf"), "/new%20name.pdf": PDF}
    with asker.ask(f"{site.url}/old") as answer:
        assert b"".join(answer.chunks()) == PDF
        assert answer.url == f"{site.url}/new%20name.pdf"
    assert site.headers("/old")[0]["User-Agent"].startswith("yusuan")


def test_chinese_characters_and_blanks_of_an_address_are_encoded(asker: Asker, site: Site) -> None:
    site.answers["/%E9%A2%84%E7%AE%97%202024.pdf"] = PDF
    assert body(asker, f"{site.url}/预算 2024.pdf") == PDF


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.2/x.pdf", "not_public"),
        ("http://localhost.localdomain.invalid/x.pdf", "no_answer"),
        ("http://169.254.169.254/latest/meta-data", "not_public"),
        ("http://[::1]/x.pdf", "not_public"),
        ("file:///etc/passwd", "bad_address"),
        ("ftp://127.0.0.1/x.pdf", "bad_address"),
        # httpx reads the header itself, and says that the answer is none.
        ("http://[::1", "broke_off"),
        ("//u:p@127.0.0.1/x", "bad_address"),
    ],
)
def test_a_redirect_is_judged_like_the_first_address(asker: Asker, site: Site, location: str, code: str) -> None:
    site.answers["/away.pdf"] = status(302, Location=location)
    assert problem(asker, f"{site.url}/away.pdf").code == code


def test_redirects_without_end_end(asker: Asker, site: Site) -> None:
    site.answers["/round"] = status(301, Location="/round")
    assert problem(asker, f"{site.url}/round").code == "too_many_redirects"
    assert len(site.times("/round")) == 6


def test_what_robots_forbid_is_not_asked_for_nor_redirected_to(asker: Asker, site: Site) -> None:
    site.answers |= {
        "/robots.txt": b"User-agent: *\nDisallow: /secret/\n",
        "/secret/a.pdf": PDF,
        "/open.pdf": status(302, Location="/secret/a.pdf"),
    }
    assert problem(asker, f"{site.url}/secret/a.pdf").code == "robots"
    assert problem(asker, f"{site.url}/open.pdf").code == "robots"
    assert site.times("/secret/a.pdf") == [] and len(site.times("/robots.txt")) == 1


def test_a_site_without_robots_forbids_nothing_and_one_whose_robots_fail_is_left_alone(
    asker: Asker, site: Site
) -> None:
    site.answers["/a.pdf"] = PDF
    assert body(asker, f"{site.url}/a.pdf") == PDF
    with open_site() as broken:
        broken.answers |= {"/robots.txt": status(503), "/a.pdf": PDF}
        assert problem(asker, f"{broken.url}/a.pdf").code == "server_error"
        assert broken.times("/a.pdf") == []


@pytest.mark.parametrize(
    ("code", "name"),
    [(404, "refused"), (403, "refused"), (410, "refused"), (429, "server_error"), (503, "server_error")],
)
def test_a_status_says_whether_it_passes(asker: Asker, site: Site, code: int, name: str) -> None:
    site.answers["/a.pdf"] = status(code)
    found = problem(asker, f"{site.url}/a.pdf")
    assert (found.code, found.http_status) == (name, code) and str(code) in found.en


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [("7", 7, 7), (timedelta(hours=1), 3000, 3600), (timedelta(hours=-1), 0, 0)],
)
def test_a_server_may_say_when_to_come_again(
    asker: Asker, site: Site, header: str | timedelta, least: int, most: int
) -> None:
    if isinstance(header, timedelta):
        header = format_datetime(datetime.now(UTC) + header, usegmt=True)
    site.answers["/a.pdf"] = status(503, Retry_After=header)
    wait = problem(asker, f"{site.url}/a.pdf").retry_after_seconds
    assert wait is not None and least <= wait <= most


def test_a_wait_that_nobody_can_read_is_none(asker: Asker, site: Site) -> None:
    site.answers["/a.pdf"] = status(503, Retry_After="soon")
    assert problem(asker, f"{site.url}/a.pdf").retry_after_seconds is None


def test_what_breaks_off_and_who_is_not_there_are_told_apart(asker: Asker, site: Site) -> None:
    def half(request: Request) -> None:
        request.begin(len(PDF))
        request.wfile.write(PDF[:100])
        request.drop()

    site.answers["/half.pdf"] = half
    assert problem(asker, f"{site.url}/half.pdf").code == "broke_off"
    assert problem(asker, "http://127.0.0.1:1/a.pdf").code == "no_answer"
    assert problem(asker, "http://name.invalid/a.pdf").code == "no_answer"


def test_a_packed_answer_is_unpacked(asker: Asker, site: Site) -> None:
    import gzip

    site.answers["/a.pdf"] = lambda request: request.give(gzip.compress(PDF), {"Content-Encoding": "gzip"})
    assert body(asker, f"{site.url}/a.pdf") == PDF
    site.answers["/b.pdf"] = lambda request: request.give(b"no gzip", {"Content-Encoding": "gzip"})
    assert problem(asker, f"{site.url}/b.pdf").code == "broke_off"


def test_a_private_address_was_asked_of_somebody_only_if_a_redirect_leads_there(asker: Asker, site: Site) -> None:
    private = site.url.replace("127.0.0.1", "127.0.0.2") + "/a.pdf"
    site.answers["/astray.pdf"] = status(302, Location=private)
    direct, astray = problem(asker, private), problem(asker, f"{site.url}/astray.pdf")
    assert (direct.code, direct.was_asked) == ("not_public", False)
    assert (astray.code, astray.was_asked) == ("not_public", True)
