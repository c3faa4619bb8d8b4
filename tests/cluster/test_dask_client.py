"""The connection to Dask: where there is nobody, that is said at once and in one sentence."""

from __future__ import annotations

import pytest

from pipelines.cluster import ClusterError
from pipelines.cluster.dask_client import DaskClient, SchedulerLostError
from tests.cluster.clusters import LocalCluster


def test_an_address_where_nobody_listens_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="a development package (locks/dev.txt)")
    monkeypatch.setattr("pipelines.cluster.dask_client._CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match=r"there is no scheduler at tcp://127.0.0.1:1"):
        DaskClient("tcp://127.0.0.1:1", "topic", lambda news: None)
    with pytest.raises(ClusterError, match=r"there is no scheduler at nothing://here"):
        DaskClient("nothing://here", "topic", lambda news: None)


def test_threads_are_counted_and_a_closed_connection_is_a_lost_scheduler(cluster: LocalCluster) -> None:
    client = DaskClient(cluster.address, "topic", lambda news: None)
    client._client.wait_for_workers(2, timeout=30)
    assert client.thread_count() == 2
    client.close()
    with pytest.raises(SchedulerLostError):
        client.thread_count()
