"""Dagster's page for real: it shows the graph, its sensor sees the raw folder, and its run publishes the warehouse."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import REFERENCE_PDF, ROOT

pytestmark = pytest.mark.slow
LONGEST_WAIT_SECONDS = 900


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _ask(port: int, query: str) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        data=json.dumps({"query": query}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())["data"]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """``yusuan dev`` on data/raw/ with a warehouse of its own; yields port and warehouse folder."""
    warehouse, port, pages_port = tmp_path_factory.mktemp("page"), _free_port(), _free_port()
    log = (warehouse / "page.log").open("w")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "pipelines.cli",
            "dev",
            "--port",
            str(port),
            "--pages-port",
            str(pages_port),
            "--raw",
            str(REFERENCE_PDF.parent),
            "--warehouse",
            str(warehouse),
        ],
        cwd=ROOT,
        env=os.environ | {"YUSUAN_HOME": str(ROOT)},
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 180
        while True:
            try:
                _ask(port, "{ version }")
                break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert process.poll() is None and time.monotonic() < deadline, (warehouse / "page.log").read_text()[
                    -3000:
                ]
                time.sleep(1)
        (warehouse / "pages_port").write_text(str(pages_port))
        yield port, warehouse
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()


def test_the_page_shows_the_asset_graph(page: tuple[int, Path]) -> None:
    nodes = _ask(page[0], "{ assetNodes { assetKey { path } isPartitioned hasMaterializePermission } }")["assetNodes"]
    by_name = {node["assetKey"]["path"][-1]: node for node in nodes}
    assert {"raw_documents", "extracted_report", "validated_candidate", "published_warehouse", "expenditure"} <= set(
        by_name
    )
    assert by_name["extracted_report"]["isPartitioned"]


def test_the_sensor_sees_the_report_and_its_run_publishes(page: tuple[int, Path]) -> None:
    port, warehouse = page
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    runs: list[dict[str, str]] = []
    while time.monotonic() < deadline:
        runs = _ask(port, "{ runsOrError { ... on Runs { results { status jobName } } } }")["runsOrError"]["results"]
        if any(run["status"] in ("SUCCESS", "FAILURE") for run in runs):
            break
        time.sleep(3)
    assert [run["status"] for run in runs][-1:] == ["SUCCESS"], (runs, (warehouse / "page.log").read_text()[-4000:])
    with duckdb.connect(str(warehouse / "yusuan.duckdb"), read_only=True) as connection:
        assert connection.execute("select sum(amount_yuan) from expenditure").fetchone() == (Decimal("18009652.68"),)


def test_checks_have_their_results(page: tuple[int, Path]) -> None:
    query = """{ assetNodes { assetKey { path } assetChecksOrError { ... on AssetChecks {
        checks { name executionForLatestMaterialization { status } } } } } }"""
    checks = [
        check
        for node in _ask(page[0], query)["assetNodes"]
        for check in (node["assetChecksOrError"] or {}).get("checks", [])
        if check["name"].startswith(("structure_", "totals_", "gate__"))
    ]
    assert len(checks) > 100
    states = {(check["executionForLatestMaterialization"] or {}).get("status") for check in checks}
    assert "SUCCEEDED" in states and "FAILED" in states


def test_its_links_lead_to_pages_that_open(page: tuple[int, Path]) -> None:
    query = """{ assetNodes { assetKey { path } assetMaterializations(limit: 1) {
        metadataEntries { label ... on UrlMetadataEntry { url } } } } }"""
    links = {
        entry["label"]: entry["url"]
        for node in _ask(page[0], query)["assetNodes"]
        for made in node["assetMaterializations"]
        for entry in made["metadataEntries"]
        if "url" in entry
    }
    pages = f"http://127.0.0.1:{(page[1] / 'pages_port').read_text()}"
    assert links["pages"] == f"{pages}/site/index.html"
    for link in (links["pages"], f"{pages}/data_docs/index.html"):
        with urllib.request.urlopen(link, timeout=30) as answer:
            assert answer.status == 200 and b"<html" in answer.read()
