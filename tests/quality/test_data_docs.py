"""Data Docs: pages of this run only, whole, and open without a network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.quality import run_suites
from pipelines.quality.data_docs import make_offline, swap_in
from tests.quality import toy


def _pages(folder: Path) -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in folder.rglob("*.html"))


def test_pages_say_the_sentence_and_the_failing_row_and_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    docs = tmp_path / "data_docs"
    suites = [toy.suite(toy.AMOUNTS)]
    for run_id in ("first", "second"):
        run_suites(
            toy.candidate(tmp_path / run_id_folder(tmp_path, run_id), "8.99"),
            docs,
            run_id=run_id,
            suites=suites,
            policy=toy.policy("flag"),
        )
    text = _pages(docs)
    index = (docs / "index.html").read_text(encoding="utf-8")
    (link,) = re.findall(r'href="(validations/[^"]+)"', index)
    assert (docs / link).is_file() and "<td>8.99</td>" in index
    assert "各部分之和等于合计" in text and "whole_yuan: 8.99" in text
    assert not re.search(r"<(script|link|img)[^>]*(src|href)=\"https?:|url\(['\"]?https?:", text)
    assert "second" in text and "first" not in {page.parts[-4] for page in docs.glob("validations/*/*/*/*.html")}
    assert len(list(docs.glob("validations/*/*/*/*.html"))) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def run_id_folder(root: Path, run_id: str) -> str:
    (root / run_id).mkdir()
    return run_id


def test_a_writer_that_fails_leaves_the_pages_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "index.html").write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError, match="disk"), swap_in(folder) as draft:
        (draft / "index.html").write_text("half", encoding="utf-8")
        raise RuntimeError("disk full")
    assert (folder / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


def test_remote_parts_are_taken_out_and_own_parts_stay(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<head><link rel="stylesheet" href="https://cdn.example/a.css"><script src="https://cdn.example/a.js"></script>'
        '<script>var mine = 1;</script></head><img src="static/logo.png"><a href="https://example.org">link</a>',
        encoding="utf-8",
    )
    make_offline(tmp_path)
    text = page.read_text(encoding="utf-8")
    assert "cdn.example" not in text
    assert "var mine = 1" in text and 'src="static/logo.png"' in text and "https://example.org" in text
