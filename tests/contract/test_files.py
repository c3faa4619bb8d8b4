"""Files written whole: the old one or the new one, and nothing half done left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.contract.files import DRAFT_SUFFIX, written_whole


@pytest.mark.parametrize("is_durable", [False, True])
def test_the_new_file_takes_the_place_of_the_old_one_at_the_end(tmp_path: Path, is_durable: bool) -> None:
    path = tmp_path / "folder" / "file.json"
    for words in ("first", "second"):
        with written_whole(path, is_durable=is_durable) as draft:
            draft.write_text(words)
            assert not path.exists() or path.read_text() == "first"
        assert path.read_text() == words
    assert [file.name for file in path.parent.iterdir()] == ["file.json"]


def test_a_block_that_raises_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("before")
    with pytest.raises(RuntimeError, match="half way"), written_whole(path) as draft:
        draft.write_text("half")
        raise RuntimeError("half way")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_draft_of_a_killed_run_is_in_nobodys_way(tmp_path: Path) -> None:
    left_over = tmp_path / f"file{DRAFT_SUFFIX}"
    left_over.write_text("half of something longer than what is written now")
    with written_whole(tmp_path / "file") as draft:
        assert draft == left_over and not draft.exists()
        draft.write_text("new")
    assert (tmp_path / "file").read_text() == "new"


def test_a_link_is_put_in_place_whole_too(tmp_path: Path) -> None:
    for target in ("one", "two"):
        (tmp_path / target).mkdir()
        with written_whole(tmp_path / "current") as draft:
            draft.symlink_to(target, target_is_directory=True)
        assert (tmp_path / "current").readlink() == Path(target)
