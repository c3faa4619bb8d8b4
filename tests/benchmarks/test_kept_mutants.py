"""Spoiled files that once told figures the page does not show, made again from their numbers: they tell none, and would without the mend.

The numbers of the files in ``benchmarks/soak.md`` were not written down; these were found again in the same seed, with the mend switched
off. Of the faults without a number here the tests of their modules are kept.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pikepdf", reason="a development package (locks/dev.txt)")

from benchmarks.fuzz import trial
from benchmarks.fuzz.reading import Seen, SpoiledFile, look
from pipelines.extraction.sampled_figures import PictureSample, Shown
from pipelines.extraction.true_digits import DigitProof

SEED = 20261129
with (Path(__file__).parent / "kept_mutants.csv").open(newline="", encoding="utf-8") as file:
    KEPT = [(int(row["number"]), row["kind"], row["mend"], row["ending"]) for row in csv.DictReader(file)]


def _believe_fonts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(DigitProof, "is_page_false", lambda *_: False)
    # Whatever a font says, the sample of a document's figures is held against the pictures of its pages.
    patch.setattr(PictureSample, "hold_against_picture", lambda *_: Shown())


def _read_mirrored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("pipelines.extraction.characters._TextObjects.mirrored", lambda self: frozenset())


#: What was mended, and how to do without it.
MENDS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "font": _believe_fonts,
    "mirror": _read_mirrored,
}


@pytest.fixture(scope="module")
def sound() -> list[bytes]:
    return trial.sound_files()


@pytest.fixture(scope="module")
def figures(sound: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> list[Counter[str]]:
    return trial._figures(tmp_path_factory.mktemp("sound"), sound)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "kind", "mend", "ending"), KEPT)
def test_a_file_that_once_told_what_no_page_shows_tells_it_no_more(
    number: int,
    kind: str,
    mend: str,
    ending: str,
    sound: list[bytes],
    figures: list[Counter[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    which, made, content = trial.spoiled_file(sound, SEED, number)
    assert made == kind
    path = tmp_path / "spoiled.pdf"
    path.write_bytes(content)

    def seen() -> Seen:
        return look(SpoiledFile(path, figures[which]), lambda news: None)

    mended = seen()
    assert (mended.ending, mended.altered) == (ending, ())
    MENDS[mend](monkeypatch)
    assert seen().altered, "the file is no longer what it was: look for another number"
