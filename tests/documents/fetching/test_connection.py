"""Connections go to the address that was judged, and end with the time of the whole try."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from pipelines.documents.fetching.connection import AddressNotAllowedError, open_client, within
from tests.documents.fetching.site import PDF, Request, Site, limits


@contextmanager
def names(monkeypatch: pytest.MonkeyPatch, *answers: str) -> Iterator[list[str]]:
    """Let names resolve to these addresses, one after the other; yields the names that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if host == "reports.example":
            asked.append(host)
            host = answers[min(len(asked), len(answers)) - 1]
        return real(host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    yield asked


def at_name(site: Site) -> str:
    return f"http://reports.example:{urlsplit(site.url).port}/a.pdf"


def test_a_name_is_resolved_once_and_connected_to_under_that_address(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/a.pdf"] = PDF
    with names(monkeypatch, "127.0.0.1", "127.0.0.2") as asked, open_client(limits()) as client:
        assert client.get(at_name(site)).content == PDF
    assert asked == ["reports.example"]
    assert site.headers("/a.pdf")[0]["Host"].startswith("reports.example:")


def test_a_name_that_leads_elsewhere_the_second_time_leads_nowhere(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers["/a.pdf"] = lambda request: request.give(PDF, {"Connection": "close"})
    with names(monkeypatch, "127.0.0.1", "127.0.0.2"), open_client(limits()) as client:
        assert client.get(at_name(site)).status_code == 200
        with pytest.raises(AddressNotAllowedError, match=r"reports\.example is 127\.0\.0\.2"):
            client.get(at_name(site))


def test_what_is_not_public_is_not_connected_to(site: Site) -> None:
    site.answers["/a.pdf"] = PDF
    with open_client(limits(allow_networks=())) as client, pytest.raises(AddressNotAllowedError):
        client.get(f"{site.url}/a.pdf")
    assert site.asked == []


def test_no_proxy_of_the_environment_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers["/a.pdf"] = PDF
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with open_client(limits()) as client:
        assert client.get(f"{site.url}/a.pdf").content == PDF


def dripping(request: Request) -> None:
    request.begin(1000)
    for _ in range(1000):
        request.wfile.write(b".")
        time.sleep(0.05)


def dripping_headers(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        request.wfile.write(f"X-{number}: ".encode())
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [dripping, dripping_headers])
def test_a_server_that_gives_a_byte_at_a_time_is_not_waited_for(site: Site, answer: Any) -> None:
    site.answers["/slow.pdf"] = answer
    started = time.monotonic()
    with open_client(limits()) as client, within(0.4), pytest.raises(httpx.TimeoutException):
        client.get(f"{site.url}/slow.pdf")
    assert time.monotonic() - started < 2


def test_outside_of_the_block_there_is_no_end(site: Site) -> None:
    site.answers["/a.pdf"] = PDF
    with open_client(limits()) as client:
        with within(0.01):
            time.sleep(0.02)
        assert client.get(f"{site.url}/a.pdf").content == PDF
