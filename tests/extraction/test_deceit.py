"""Ten variants, drawn by a seed, of each way in which a page can deceive: its table is read as a person sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.extraction.document import extract_document
from specimens.hostile import KINDS, variant

_VARIANTS = 10
#: These pages are read off their picture, which takes seconds each.
_BY_PICTURE = ("lying_font", "text_under_scan")


def _variants() -> Iterator[object]:
    for kind, ways in KINDS.items():
        for seed in range(max(_VARIANTS, len(ways))):
            is_slow = kind in _BY_PICTURE and seed > 0
            yield pytest.param(kind, seed, marks=[pytest.mark.slow] if is_slow else [])


@pytest.mark.parametrize(("kind", "seed"), _variants())
def test_a_page_is_read_as_it_is_seen(kind: str, seed: int, tmp_path: Path) -> None:
    made = variant(kind, seed)
    path = tmp_path / "page.pdf"
    path.write_bytes(made.pdf)
    (page,) = extract_document(path, "a" * 64).pages
    (grid,) = page.grids
    assert [tuple(cell.text for cell in row) for row in grid.rows()] == list(made.rows), made.way
    assert page.conservation.status == "holds" and not page.conservation.doubts
    outside = " ".join(line.text for line in page.text_lines)
    assert not [text for text in made.unseen if text in outside]
    assert page.engine == ("ocr" if kind in _BY_PICTURE else "vector")


def test_each_kind_has_its_variants_and_a_seed_draws_the_same_again() -> None:
    for kind, ways in KINDS.items():
        if kind in _BY_PICTURE:
            continue
        drawn = [variant(kind, seed) for seed in range(max(_VARIANTS, len(ways)))]
        assert {made.way for made in drawn} == set(ways)
        assert len({made.pdf for made in drawn}) == len(drawn)
        assert variant(kind, 3) == drawn[3]
