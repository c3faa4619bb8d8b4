"""What a worker does with a parcel, without Dask around it: everything that goes wrong is in the answer."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipelines.cluster import Brought
from pipelines.cluster.doing import do, do_packed
from pipelines.cluster.errand import Answer, Errand, Parcel
from pipelines.cluster.store import Store, hash_of
from tests.cluster.jobs import errand


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pipelines.cluster.doing._scratch", lambda: str(tmp_path))
    monkeypatch.setattr("pipelines.cluster.doing._send", lambda topic, message: None)
    # However long a process takes to start here, its news go with the answer.
    monkeypatch.setattr("pipelines.cluster.doing._NEWS_SECONDS", 600)


def _parcel(item: Errand, store: Store, *, is_shared: bool = True) -> Parcel:
    paths = {field: str(getattr(item.payload, field)) for field in item.brings} if is_shared else {}
    brings: dict[str, Brought] = {} if is_shared else dict(item.brings)
    forms = (item.key, item.work, item.payload, item.budget, store.url, brings, paths, item.makes)
    return Parcel(*forms, item.version_of, item.version, "topic")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store((tmp_path / "store").as_uri())


def test_what_is_made_is_in_the_store_and_nowhere_else(store: Store, tmp_path: Path) -> None:
    item = errand(tmp_path, "one")
    answer = pickle.loads(do_packed(pickle.dumps(_parcel(item, store))))
    assert isinstance(answer, Answer)
    assert (answer.value, answer.problem, answer.trouble, answer.news) == ("here", None, None, ([1, 1],))
    for field, name in item.makes.items():
        store.get(name, tmp_path / "taken", answer.made[field])
    assert not item.payload.folder.exists() and not item.payload.kept.exists()
    assert list(tmp_path.glob("yusuan-errand-*")) == []


def test_a_file_that_was_brought_is_not_put_back(store: Store, tmp_path: Path) -> None:
    item = errand(tmp_path, "one")
    store.put(item.payload.source, item.brings["source"].name)
    store.put(item.payload.source, item.brings["kept"].name)
    answer = do(_parcel(item, store, is_shared=False))
    assert (answer.value, set(answer.made)) == ("kept", {"folder"})
    assert hash_of(tmp_path / "store" / item.makes["kept"]) == hash_of(item.payload.source)


def test_a_file_that_did_not_arrive_is_a_trouble_and_no_problem_of_the_document(store: Store, tmp_path: Path) -> None:
    item = errand(tmp_path, "one")
    missing = do(_parcel(item, store, is_shared=False))
    assert missing.problem is None and "raw/one.txt cannot be taken from" in str(missing.trouble)
    (tmp_path / "other").write_text("other words")
    store.put(tmp_path / "other", item.brings["source"].name)
    other = do(_parcel(item, store, is_shared=False))
    assert other.problem is None and "is not what was put there" in str(other.trouble)
    assert list(tmp_path.glob("yusuan-errand-*")) == []


def test_a_problem_of_the_document_is_told_and_nothing_is_made(store: Store, tmp_path: Path) -> None:
    answer = do(_parcel(errand(tmp_path, "bad", "fail"), store))
    assert answer.problem is not None and answer.problem.en == "ValueError: no such page"
    assert answer.trouble is None and not answer.made and not store.has("readings/bad.zip")


def test_work_that_makes_nothing_is_told_by_its_value(store: Store, tmp_path: Path) -> None:
    answer = do(_parcel(errand(tmp_path, "one", "make_nothing"), store))
    assert (answer.value, answer.problem, answer.trouble, answer.made) == ("changed meanwhile", None, None, {})


def test_another_version_does_nothing(store: Store, tmp_path: Path) -> None:
    answer = do(_parcel(errand(tmp_path, "one", is_other=True), store))
    assert answer == Answer(other_version="v1") and not store.has("cells/one.txt")
