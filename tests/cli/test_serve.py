"""``yusuan serve``: the page answers below its path; it can be stopped as a service is."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from pipelines.cli.serve import Part
from pipelines.runs.lock import RunLock
from pipelines.settings import Settings

ROOT = Path(__file__).parents[2]


def command(settings: Settings, part: Part, *options: str) -> list[str]:
    folders = ["--raw", str(settings.raw_dir), "--warehouse", str(settings.warehouse_dir)]
    return [sys.executable, "-m", "pipelines.cli", "serve", part, *folders, *options]


@pytest.mark.slow
def test_the_page_answers_below_its_path_until_it_is_stopped(settings: Settings) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = os.environ | {"YUSUAN_HOME": str(ROOT)}
    options = ["--port", str(port), "--path-prefix", "/dagster"]
    with subprocess.Popen(
        command(settings, Part.WEBSERVER, *options),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            said = _answer(process, f"http://127.0.0.1:{port}/dagster/server_info")
            assert "dagster_webserver_version" in said
            assert (settings.dagster_home / "history" / "runs.db").is_file()
        finally:
            process.send_signal(signal.SIGTERM)
        printed, _ = process.communicate(timeout=60)
    assert f"Dagster on http://127.0.0.1:{port}/dagster" in printed


def _answer(process: subprocess.Popen[str], address: str) -> str:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        assert process.poll() is None
        try:
            return httpx.get(address, timeout=5, trust_env=False).raise_for_status().text
        except httpx.HTTPError:
            time.sleep(0.5)
    raise AssertionError(f"{address} never answered")


def test_two_parts_do_not_prepare_the_folder_at_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.cli import serve
    from pipelines.runs.lock import RunLockedError

    monkeypatch.setattr(serve, "_WAIT_SECONDS", 0.0)
    with RunLock(settings.warehouse_dir / "serve.lock", "the other part"):
        with pytest.raises(RunLockedError, match="the other part"):
            serve._prepared(settings, Part.DAEMON)
        assert not settings.dagster_home.exists()
