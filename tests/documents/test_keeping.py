"""What was fetched gets its name, or its place among the versions, and nothing of another's is written over."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipelines.documents.fetching.download import Download, Validators
from pipelines.documents.fetching.problems import FetchError
from pipelines.documents.keeping import Keeper
from pipelines.documents.provenance import read_provenance

URL = "http://a/1"


def fetched(keeper: Keeper, name: str, content: bytes, etag: str | None = None) -> tuple[Download, Path]:
    part = keeper.part_for(name)
    part.write_bytes(content)
    return Download(URL, hashlib.sha256(content).hexdigest(), len(content), Validators(etag)), part


def keep(folder: Path, name: str, content: bytes, *, is_listed: bool = False, url: str = URL) -> str:
    keeper = Keeper(folder)
    return keeper.keep(name, url, *fetched(keeper, name, content), keeper.fetched_from(name, url), is_listed).outcome


def test_a_file_gets_its_name_and_is_remembered(tmp_path: Path) -> None:
    assert keep(tmp_path, "2024/预算.pdf", b"one") == "fetched"
    assert (tmp_path / "2024" / "预算.pdf").read_bytes() == b"one" and not list(tmp_path.glob("**/.fetch*"))
    keeper = Keeper(tmp_path)
    known = keeper.fetched_from("2024/预算.pdf", URL)
    assert known is not None and known.sha256 == hashlib.sha256(b"one").hexdigest()
    assert keeper.is_untouched("2024/预算.pdf", known) and keeper.name_of_url(URL) == "2024/预算.pdf"
    assert keeper.is_taken("2024/预算.pdf") and not keeper.is_taken("2024/决算.pdf")


def test_another_address_or_a_record_without_a_hash_says_nothing_of_the_file(tmp_path: Path) -> None:
    keep(tmp_path, "a.pdf", b"one")
    assert Keeper(tmp_path).fetched_from("a.pdf", "http://other") is None
    (tmp_path / "provenance.csv").write_text(f"file_name,url,retrieved_at\na.pdf,{URL},2026-03-01T00:00:00+00:00\n")
    assert Keeper(tmp_path).fetched_from("a.pdf", URL) is None


def test_other_bytes_put_the_old_ones_aside_and_the_same_change_nothing(tmp_path: Path) -> None:
    keep(tmp_path, "a.pdf", b"one")
    before = read_provenance(tmp_path)["a.pdf"]
    assert keep(tmp_path, "a.pdf", b"one") == "unchanged"
    after = read_provenance(tmp_path)["a.pdf"]
    assert after.retrieved_at == before.retrieved_at and after.checked_at != before.checked_at
    assert keep(tmp_path, "a.pdf", b"two") == "new_version"
    assert (tmp_path / "a.pdf").read_bytes() == b"two"
    assert [path.read_bytes() for path in (tmp_path / ".earlier").iterdir()] == [b"one"]


def test_a_copy_found_on_a_page_is_not_kept_twice_and_one_that_a_person_names_is(tmp_path: Path) -> None:
    keep(tmp_path, "a.pdf", b"one")
    assert keep(tmp_path, "b.pdf", b"one", is_listed=True, url="http://a/2") == "copy"
    assert not (tmp_path / "b.pdf").exists() and not list(tmp_path.glob(".fetch*"))
    assert keep(tmp_path, "c.pdf", b"one", url="http://a/3") == "fetched"


def test_a_file_that_a_person_changed_is_not_untouched(tmp_path: Path) -> None:
    keep(tmp_path, "a.pdf", b"one")
    keeper = Keeper(tmp_path)
    known = keeper.fetched_from("a.pdf", URL)
    assert known is not None
    (tmp_path / "a.pdf").write_bytes(b"by hand")
    assert not keeper.is_untouched("a.pdf", known)
    (tmp_path / "a.pdf").unlink()
    assert not keeper.is_untouched("a.pdf", known)


def test_a_folder_that_leads_away_is_refused(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "away").symlink_to(tmp_path)
    with pytest.raises(FetchError, match=r"outside of data/raw"):
        Keeper(tmp_path / "raw").part_for("away/a.pdf")


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "2024").write_bytes(b"")
    with pytest.raises(FetchError) as error:
        Keeper(tmp_path).part_for("2024/a.pdf")
    assert error.value.code == "cannot_be_saved"


def test_nothing_changed_needs_something_that_did_not(tmp_path: Path) -> None:
    with pytest.raises(FetchError):
        Keeper(tmp_path).keep("a.pdf", URL, Download(URL), None, None, False)
