"""A cluster for the tests of this folder, and a server that speaks S3."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipelines.cluster import Place
from pipelines.cluster.store import store_at
from pipelines.workers import Outcome, Pool, Task
from tests.cluster.clusters import LocalCluster


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A scheduler and two workers, for the tests of one file."""
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    with LocalCluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def place(cluster: LocalCluster, tmp_path: Path) -> Place:
    """The cluster with a folder that its workers share with the run."""
    return Place(cluster.address, (tmp_path / "cluster").as_uri(), True, 30)


@pytest.fixture
def nobody_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes of this machine do no task; the workers of a cluster are others."""

    def refuse(self: Pool, tasks: Iterable[Task], *_: object) -> Iterator[Outcome]:
        assert not [*tasks], "a cluster was to do it"
        return iter(())

    monkeypatch.setattr(Pool, "run", refuse)


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bucket on moto's server, which stands in for S3: its answers are S3's, its durability is none."""
    server_module = pytest.importorskip("moto.server", reason="a development package (locks/dev.txt)")
    for name, value in S3_ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    import boto3

    boto3.client("s3").create_bucket(Bucket="reports")
    store_at.cache_clear()
    yield "s3://reports/yusuan"
    server.stop()


#: Keys that open nothing.
S3_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "NO_PROXY": os.environ.get("NO_PROXY", "") + ",127.0.0.1",
}
