"""The store is the same to whoever uses it, a folder or an object store: what is put is there, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.cluster.store import Store, StoreError, hash_of, store_at


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return Store((tmp_path / "store").as_uri())
    return Store(str(request.getfixturevalue("s3")))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(b"a report")
    return path


def test_what_is_put_is_there_until_it_is_removed(store: Store, source: Path, tmp_path: Path) -> None:
    assert not store.has("raw/a.pdf")
    store.put(source, "raw/a.pdf")
    assert store.has("raw/a.pdf") and not store.has("raw/b.pdf") and not store.has("raw/a")
    store.get("raw/a.pdf", tmp_path / "below" / "target", hash_of(source))
    assert (tmp_path / "below" / "target").read_bytes() == b"a report"
    source.write_bytes(b"another")
    store.put(source, "raw/a.pdf")
    store.get("raw/a.pdf", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"another"
    store.remove("raw/a.pdf")
    store.remove("raw/a.pdf")
    assert not store.has("raw/a.pdf")


def test_other_content_under_the_name_is_not_taken(store: Store, source: Path, tmp_path: Path) -> None:
    store.put(source, "raw/a.pdf")
    with pytest.raises(StoreError, match=r"raw/a.pdf in .* is not what was put there"):
        store.get("raw/a.pdf", tmp_path / "target", "0" * 64)
    assert not (tmp_path / "target").exists()


def test_what_is_not_there_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"raw/none.pdf cannot be taken from"):
        store.get("raw/none.pdf", tmp_path / "target")
    with pytest.raises(StoreError, match=r"raw/none.pdf cannot be put into"):
        store.put(tmp_path / "none", "raw/none.pdf")
    assert not store.has("raw/none.pdf")


def test_a_put_that_fails_leaves_what_was_there(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store((tmp_path / "store").as_uri())
    store.put(source, "raw/a.pdf")

    def no_space(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_space)
    source.write_bytes(b"another")
    with pytest.raises(StoreError, match="No space left"):
        store.put(source, "raw/a.pdf")
    assert (tmp_path / "store" / "raw" / "a.pdf").read_bytes() == b"a report"


def test_an_address_that_is_none_is_named() -> None:
    with pytest.raises(StoreError, match="nothing://here is no store"):
        Store("nothing://here")


def test_a_server_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, s3: str) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(StoreError, match=r"does not answer: .*127.0.0.1:1"):
        Store("s3://another/place").has("raw/a.pdf")


def test_a_process_has_one_store_an_address(tmp_path: Path) -> None:
    assert store_at(tmp_path.as_uri()) is store_at(tmp_path.as_uri())
