"""A web server on this machine that answers as a test says, and remembers when it was asked for what."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any

from pipelines.documents.fetching.limits import FetchLimits

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
LISTING_TYPE = {"Content-Type": "text/html; charset=utf-8"}


class Request(http.server.BaseHTTPRequestHandler):
    """A request; answers are given by what the site holds for its path."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        site = self.server.site
        site.asked.append((time.monotonic(), self.path, dict(self.headers)))
        answer = site.answers.get(self.path, site.answers.get(self.path.partition("?")[0]))
        if answer is None:
            self.give(b"not here", status=404)
        elif callable(answer):
            answer(self)
        else:
            self.give(answer)

    def give(self, body: bytes, headers: dict[str, str] | None = None, status: int = 200) -> None:
        self.begin(len(body), headers, status)
        self.wfile.write(body)

    def begin(self, length: int, headers: dict[str, str] | None = None, status: int = 200) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(length), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    def drop(self) -> None:
        """Break the connection off."""
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        return


class Server(http.server.ThreadingHTTPServer):
    site: Site
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        return


Answer = bytes | Callable[[Request], None]


@dataclass
class Site:
    """A server: what it answers by path, and every request it got (when, path, headers)."""

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)

    def times(self, path: str) -> list[float]:
        return [moment for moment, asked, _ in self.asked if asked == path]

    def headers(self, path: str) -> list[dict[str, str]]:
        return [headers for _, asked, headers in self.asked if asked == path]


@contextmanager
def open_site(host: str = "127.0.0.1", **answers: Answer) -> Iterator[Site]:
    """Serve for a ``with`` block, at an address of this machine."""
    site = Site(answers=dict(answers))
    server = Server((host, 0), Request)
    server.site = site
    site.url = f"http://{host}:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def limits(**changed: Any) -> FetchLimits:
    """Limits that let a server of the test be asked, and asked again at once."""
    values: dict[str, Any] = {
        "allow_networks": (ip_network("127.0.0.1"),),
        "delay_seconds": 0,
        "wait_seconds": 0.01,
        "idle_seconds": 2,
        "seconds": 10,
    }
    return FetchLimits(**(values | changed))


def in_turn(*answers: Answer) -> Callable[[Request], None]:
    """Answer each request with the next of these, the last one for ever."""
    left = list(answers)

    def answer(request: Request) -> None:
        chosen = left.pop(0) if len(left) > 1 else left[0]
        request.give(chosen) if isinstance(chosen, bytes) else chosen(request)

    return answer


def status(code: int, **headers: str) -> Callable[[Request], None]:
    """Answer with a status and headers (underscores for hyphens)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: request.give(b"", named, code)


def page(*links: tuple[str, str], title: str = "") -> Callable[[Request], None]:
    """Answer with a web page of links (address, words)."""
    body = "".join(f'<p><a href="{url}">{text}</a></p>' for url, text in links)
    content = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    return lambda request: request.give(content, LISTING_TYPE)
