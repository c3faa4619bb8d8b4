"""The fuzzing: damage is drawn anew the same, each kind can be written, and a figure that the page does not show is noticed."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from pathlib import Path

import pytest

pikepdf = pytest.importorskip("pikepdf", reason="a development package (locks/dev.txt)")

from benchmarks.fuzz import trial  # noqa: E402
from benchmarks.fuzz.reading import Seen, SpoiledFile, look  # noqa: E402
from benchmarks.fuzz.spoiling import KINDS, spoil  # noqa: E402
from pipelines.extraction.sampled_figures import PictureSample, Shown  # noqa: E402
from pipelines.extraction.true_digits import DigitProof  # noqa: E402
from specimens.families import clean_report  # noqa: E402
from specimens.typeset import LOOKS, Report, TableBlock, typeset  # noqa: E402


@pytest.fixture(scope="module")
def sound() -> bytes:
    report = clean_report("suzhou", 1).report
    tables = [block for block in report.blocks if isinstance(block, TableBlock)]
    return typeset(Report(report.title, (report.blocks[0], *tables[:3])), LOOKS["reference"]).pdf


def _looked(path: Path, content: bytes, figures: Counter[str]) -> Seen:
    path.write_bytes(content)
    return look(SpoiledFile(path, figures), lambda news: None)


def test_every_kind_of_damage_can_be_written_and_is_drawn_anew_the_same(sound: bytes) -> None:
    for kind, damage in KINDS.items():
        spoiled = set()
        for seed in range(6):
            try:
                spoiled.add(damage(sound, random.Random(seed)))
            except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError):
                continue
        assert spoiled - {sound}, kind
    for number in range(8):
        kind, content = spoil(sound, random.Random(number))
        assert content != sound and kind in KINDS
        if kind in ("bytes", "cut", "cross-references", "lengths", "streams"):
            assert spoil(sound, random.Random(number)) == (kind, content)


def test_figures_of_the_sound_file_and_figures_the_page_shows_are_right(sound: bytes, tmp_path: Path) -> None:
    # Nothing known: every figure is looked for in the picture, and found there.
    seen = _looked(tmp_path / "sound.pdf", sound, Counter())
    assert seen.ending == "read" and seen.figures == seen.changed > 10
    assert seen.altered == ()


@pytest.fixture(scope="module")
def lying(sound: bytes) -> bytes:
    """The same report, whose font calls its 3 an 8."""
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                text = item.ToUnicode.read_bytes()
                assert re.search(rb"<0033>", text)
                item.ToUnicode = pdf.make_stream(text.replace(b"<0033>", b"<0038>"))
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def test_figures_of_a_font_that_lies_are_those_that_the_page_shows(lying: bytes, tmp_path: Path) -> None:
    seen = _looked(tmp_path / "lying.pdf", lying, Counter())
    # Nothing known: every figure is looked for in the picture, and found there.
    assert seen.ending == "read" and seen.figures == seen.changed > 10
    assert seen.altered == ()


def test_a_figure_that_the_page_does_not_show_is_noticed(
    lying: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if nobody had held the font against what it draws, nor a figure against the page.
    monkeypatch.setattr(DigitProof, "is_page_false", lambda *_: False)
    monkeypatch.setattr(PictureSample, "hold_against_picture", lambda *_: Shown())
    seen = _looked(tmp_path / "believed.pdf", lying, Counter())
    assert any("8" in told and "3" in shown for told, shown in seen.altered)


@pytest.mark.slow
def test_a_dead_process_and_a_figure_altered_stay_in_the_folder(tmp_path: Path) -> None:
    done = list(trial.run(tmp_path, range(3), 1))
    assert sorted(one.number for one in done) == [0, 1, 2]
    wrong = {f"{one.number}.pdf" for one in done if one.altered or one.ending == "given up: died"}
    assert {path.name for path in tmp_path.glob("[0-9]*.pdf")} == wrong
