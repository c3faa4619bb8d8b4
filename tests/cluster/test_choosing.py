"""To the pool of this machine, an errand is a task as any other."""

from __future__ import annotations

from pathlib import Path

from pipelines.cluster import Place
from pipelines.cluster.choosing import executor
from pipelines.cluster.executor import Cluster
from pipelines.workers import Pool
from tests.cluster.jobs import errand


def test_the_pool_does_errands(tmp_path: Path) -> None:
    items = [errand(tmp_path, f"n{number}") for number in range(3)]
    with executor(None, 1) as pool:
        found = {outcome.task.key: outcome.value for outcome in pool.run(items)}
    assert found == {"n0": "here", "n1": "here", "n2": "here"}
    assert all((item.payload.folder / "words.txt").is_file() for item in items)


def test_a_place_makes_the_difference(tmp_path: Path) -> None:
    assert isinstance(executor(None, 1), Pool)
    assert isinstance(executor(Place("tcp://10.0.0.1:8786", tmp_path.as_uri(), True), 1), Cluster)
