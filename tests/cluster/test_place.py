"""Which cluster reads is said by the environment; what is no good is said before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.cluster import ClusterError, Place

SHARED = Path("/warehouse/cluster")
ADDRESS = {"YUSUAN_CLUSTER": "tcp://10.0.0.1:8786"}


@pytest.fixture(autouse=True)
def _everything_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.cluster.place.find_spec", lambda name: object())


def test_without_an_address_this_machine_reads() -> None:
    assert Place.load(SHARED, {}) is None
    assert Place.load(SHARED, {"YUSUAN_CLUSTER": " ", "YUSUAN_CLUSTER_STORE": "s3://reports"}) is None


def test_the_store_is_a_folder_of_the_warehouse_or_what_is_named() -> None:
    assert Place.load(SHARED, ADDRESS) == Place("tcp://10.0.0.1:8786", "file:///warehouse/cluster", True, 300)
    named = ADDRESS | {"YUSUAN_CLUSTER_STORE": "s3://reports/2026", "YUSUAN_CLUSTER_WAIT": "0"}
    assert Place.load(SHARED, named) == Place("tcp://10.0.0.1:8786", "s3://reports/2026", False, 0)


@pytest.mark.parametrize(("words", "size"), [("", 2000), (" 50 ", 50), ("0", 0)])
def test_how_many_documents_a_shard_may_hold_is_said_by_a_variable(words: str, size: int) -> None:
    place = Place.load(SHARED, ADDRESS | {"YUSUAN_CLUSTER_SHARD": words})
    assert place is not None and place.shard_size == size


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"YUSUAN_CLUSTER": "10.0.0.1"}, "no address of a scheduler"),
        ({"YUSUAN_CLUSTER_STORE": "/reports"}, "no address, such as s3"),
        ({"YUSUAN_CLUSTER_WAIT": "long"}, "no number of seconds"),
        ({"YUSUAN_CLUSTER_WAIT": "-1"}, "no number of seconds"),
        ({"YUSUAN_CLUSTER_SHARD": "-1"}, "no number of documents"),
        ({"YUSUAN_CLUSTER_SHARD": "many"}, "no number of documents"),
    ],
)
def test_a_setting_that_is_no_good_is_named(setting: dict[str, str], words: str) -> None:
    with pytest.raises(ClusterError, match=words):
        Place.load(SHARED, ADDRESS | setting)


def test_packages_that_are_lacking_are_named_with_the_way_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.cluster.place.find_spec", lambda name: None if name == "s3fs" else object())
    with pytest.raises(ClusterError, match=r"\(s3fs\): make cluster-setup"):
        Place.load(SHARED, ADDRESS)
    assert Place.load(SHARED, {}) is None
