"""The pages and Data Docs over HTTP, so that links in Dagster's page open: a browser opens no file from a page that came over HTTP.

Belongs here: what is served (files of two folders of the warehouse, to be read) and to whom (who asks this address by its name). Pages opened as
files need none of it.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipelines.settings import Settings

#: Names this machine has for itself; another name that leads here may be somebody's trick to let a page of his read ours.
_OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
#: The data of the pages are scripts: no page of another address may load them.
_HEADERS = ((b"cross-origin-resource-policy", b"same-origin"), (b"x-content-type-options", b"nosniff"))


class _Folder(StaticFiles):
    """A folder that comes with the first publication, and may be another one with each."""

    async def check_config(self) -> None:
        """Answer that there is nothing, where there is nothing yet."""
        if not (self.directory and Path(self.directory).is_dir()):
            raise HTTPException(404, "Nothing is published yet: yusuan run")


class _ForThisAddress:
    """Says with every answer that it is for pages of this address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def said(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self._app(scope, receive, said)


def pages_app(settings: Settings) -> Starlette:
    """Return what answers: ``/site/`` and ``/data_docs/`` as they are at the moment of asking."""
    named = urlsplit(settings.pages_url()).hostname or _OWN_NAMES[0]
    hosts = [*_OWN_NAMES, f"[{named}]" if ":" in named else named]
    folders = {"/site": settings.site_dir, "/data_docs": settings.data_docs_dir}

    async def to_pages(request: Request) -> RedirectResponse:
        return RedirectResponse("site/")

    return Starlette(
        routes=[
            Route("/", to_pages),
            *(Mount(path, _Folder(directory=folder, html=True, check_dir=False)) for path, folder in folders.items()),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(_ForThisAddress),
        ],
    )


def serve_pages(settings: Settings, host: str, port: int) -> None:
    """Serve until the process is told to end. Raises ``OSError`` if the port is taken."""
    with _listening(host, port) as listening:
        _server(settings).run(sockets=[listening])


@contextmanager
def pages_served(settings: Settings, host: str, port: int) -> Iterator[None]:
    """Serve beside what is done in the ``with`` block. Raises ``OSError`` if the port is taken."""
    with _listening(host, port) as listening:
        server = _server(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()


def _listening(host: str, port: int) -> socket.socket:
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def _server(settings: Settings) -> uvicorn.Server:
    return uvicorn.Server(uvicorn.Config(pages_app(settings), log_level="warning"))
