"""Pages over HTTP: what is served, and that nothing else is."""

from __future__ import annotations

import socket

import httpx
import pytest

from pipelines.settings import Settings
from pipelines.site.serving import pages_served


@pytest.fixture
def served(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """An address of pages of two publications, the second of which readers see."""
    for version in ("1", "2"):
        folder = settings.site_versions_dir / version
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(f"<p>publication {version}</p>")
    settings.site_dir.symlink_to("site_versions/1")
    settings.data_docs_dir.mkdir(parents=True)
    (settings.data_docs_dir / "index.html").write_text("<p>Data Docs</p>")
    (settings.warehouse_dir / "yusuan.duckdb").write_text("not for everybody")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}"


def _get(address: str, **headers: str) -> httpx.Response:
    return httpx.get(address, headers=headers, timeout=10, trust_env=False)


def test_what_readers_see_is_served_and_nothing_beside_it(settings: Settings, served: str) -> None:
    with pages_served(settings, "127.0.0.1", int(served.rpartition(":")[2])):
        assert "publication 1" in _get(f"{served}/site/").text
        assert "publication 1" in _get(f"{served}/site/index.html").text
        settings.site_dir.unlink()
        settings.site_dir.symlink_to("site_versions/2")
        assert "publication 2" in _get(f"{served}/site/").text
        assert "Data Docs" in _get(f"{served}/data_docs/index.html").text
        assert _get(served).next_request is not None
        for path in (
            "/yusuan.duckdb",
            "/site/../yusuan.duckdb",
            "/site/%2e%2e/yusuan.duckdb",
            "/data_docs/..%2fyusuan.duckdb",
        ):
            assert _get(served + path).status_code == 404
        assert httpx.post(f"{served}/site/", timeout=10, trust_env=False).status_code == 405


def test_who_asks_by_another_name_gets_nothing(
    settings: Settings, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(served.rpartition(":")[2])
    with pages_served(settings, "127.0.0.1", port):
        assert _get(f"{served}/site/", Host="elsewhere.example").status_code == 400
        assert _get(f"{served}/site/", Host=f"localhost:{port}").status_code == 200
    monkeypatch.setenv("YUSUAN_PAGES_URL", "https://elsewhere.example/yusuan/")
    assert settings.pages_url() == "https://elsewhere.example/yusuan"
    with pages_served(settings, "127.0.0.1", port):
        assert _get(f"{served}/site/", Host="elsewhere.example").status_code == 200


def test_a_port_that_is_taken_is_an_error(settings: Settings, served: str) -> None:
    port = int(served.rpartition(":")[2])
    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(OSError),
        pages_served(settings, "127.0.0.1", port),
    ):
        pass


def test_before_the_first_publication_there_is_nothing_to_see(settings: Settings) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with pages_served(settings, "127.0.0.1", port):
        assert _get(f"http://127.0.0.1:{port}/site/").status_code == 404
