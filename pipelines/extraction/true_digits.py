"""Digits that a page shows otherwise than its text says: a font whose table of characters lies (ToUnicode says 5, the shape is a 6).

Belongs here: holding each digit's shape against the picture once a document. Figures as they are printed are cut out of the
page and read by OCR, few for all shapes: a font draws a code the same everywhere. Both text readings believe the font, so
only the picture can tell. What OCR cannot read accuses nobody.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from pipelines.extraction.glyphs import Glyph, PageGlyphs
from pipelines.pdf.ocr import Picture, recognize
from pipelines.pdf.render import render

#: The second look is taken from a finer picture, so that it fails in other places than the first.
_DPI, _FINE_DPI = 200, 300
_POINTS_PER_INCH = 72
#: Digits of one figure stand on one baseline, within so much, and so near together (in font sizes).
_SAME_LINE_EM, _GAP_EM = 0.1, 0.4
#: A figure of fewer digits gives OCR too little to go by; a longer one is a row of figures.
_FEWEST, _MOST = 2, 24
#: So many figures of a page are read at most; what they leave out is looked at on the next page.
_FIGURES_AT_ONCE = 24
#: So many further figures are read for a shape in doubt, and so sure OCR must be of those that speak against the text.
_MORE, _SURE = 3, 0.9
#: A shape that OCR made nothing of on so many pages is left alone.
_MOST_TRIES = 3
#: So often a shape must have been read as another digit, and always as the same.
_FEWEST_SIGHTINGS = 2
_MARGIN_EM = 0.2
#: Places within a shape are rounded to this share of the font size, pdfium's own grain; so many grains are the rounding's.
_GRAIN, _SAME = 1000, 2
_IN_FIGURES = frozenset(".,．，")

#: A digit as a font draws it: the font, the digit that the text says, and its ink about its origin.
_Shape = tuple[str, str, int, int, int, int]
#: Characters of one figure, left to right.
_Run = list[Glyph]


@dataclass(slots=True)
class DigitProof:
    """What is known of one document's digits, over its pages."""

    _is_true: dict[_Shape, bool] = field(default_factory=dict)
    _tries: Counter[_Shape] = field(default_factory=Counter)
    #: The shape that stands for all that differ from it by rounding only.
    _names: dict[_Shape, _Shape] = field(default_factory=dict)
    _distinct: dict[tuple[str, str], list[_Shape]] = field(default_factory=dict)

    def is_page_false(self, page: pdfium.PdfPage, glyphs: PageGlyphs) -> bool:
        """Tell whether the page shows other digits than its text says; each new shape is held against the picture."""
        shapes = self._shapes(glyphs.glyphs)
        if any(self._is_true.get(shape) is False for shape in shapes):
            return True
        new = {shape for shape in shapes if shape not in self._is_true and self._tries[shape] < _MOST_TRIES}
        runs = _runs(glyphs.glyphs) if new else []
        shown = [self._shapes(run) & new for run in runs]
        chosen = _covering(shown, new)
        if not chosen:
            return False
        self._tries.update(set[_Shape]().union(*(shown[n] for n in chosen)))
        seen: dict[_Shape, Counter[str]] = defaultdict(Counter)
        self._look(page, glyphs, [runs[n] for n in chosen], _DPI, seen)
        doubtful = {shape for shape in new if shape in seen and _said(shape) not in seen[shape]}
        if doubtful:
            # The same figures in a finer picture, and others with these shapes.
            again = [n for n in chosen if doubtful & shown[n]]
            others = {n for shape in doubtful for n in _others(shown, shape, chosen)}
            self._look(page, glyphs, [runs[n] for n in (*again, *sorted(others))], _FINE_DPI, seen)
        for shape in new & seen.keys():
            verdict = _verdict(_said(shape), seen[shape])
            if verdict is not None:
                self._is_true[shape] = verdict
        return any(self._is_true.get(shape) is False for shape in new)

    def _look(
        self, page: pdfium.PdfPage, glyphs: PageGlyphs, runs: Sequence[_Run], dpi: int, seen: dict[_Shape, Counter[str]]
    ) -> None:
        """Count what OCR sees in the places of these figures' digits."""
        picture = render(page, glyphs.turns, dpi)
        scale, height = picture.shape[1] / glyphs.reading_size[0], glyphs.reading_size[1]
        answers = recognize([_crop(picture, run, scale, height) for run in runs])
        for run, (text, confidence) in zip(runs, answers, strict=True):
            digits = [glyph for glyph in run if _digit(glyph) is not None]
            read = [str(unicodedata.decimal(char)) for char in text if char.isdecimal()]
            if len(read) != len(digits):
                continue
            for glyph, digit in zip(digits, read, strict=True):
                if digit == _digit(glyph) or confidence >= _SURE:
                    seen[self._name(_shape(glyph))][digit] += 1

    def _shapes(self, glyphs: Sequence[Glyph]) -> set[_Shape]:
        return {self._name(_shape(glyph)) for glyph in glyphs if _digit(glyph) is not None}

    def _name(self, shape: _Shape) -> _Shape:
        name = self._names.get(shape)
        if name is None:
            alike = self._distinct.setdefault(shape[:2], [])
            name = next((other for other in alike if _is_same(shape, other)), shape)
            if name is shape:
                alike.append(shape)
            self._names[shape] = name
        return name


def _verdict(said: str, seen: Counter[str]) -> bool | None:
    """True if the shape was seen as the text says, False if always as one other digit, None if OCR is of two minds."""
    if said in seen:
        return True
    return False if len(seen) == 1 and seen.total() >= _FEWEST_SIGHTINGS else None


def _crop(picture: Picture, run: _Run, scale: float, height: float) -> Picture:
    margin = _MARGIN_EM * run[0].em
    left, right = min(glyph.x0 for glyph in run) - margin, max(glyph.x1 for glyph in run) + margin
    bottom, top = min(glyph.y0 for glyph in run) - margin, max(glyph.y1 for glyph in run) + margin
    rows = slice(max(0, int((height - top) * scale)), max(1, int((height - bottom) * scale) + 1))
    return picture[rows, max(0, int(left * scale)) : max(1, int(right * scale) + 1)]


def _covering(shown: Sequence[set[_Shape]], new: set[_Shape]) -> list[int]:
    """Return few figures, by number, that show all the new shapes, as far as figures do."""
    missing, chosen = set(new), list[int]()
    left = [n for n, shapes in enumerate(shown) if shapes]
    while left and len(chosen) < _FIGURES_AT_ONCE:
        best = max(left, key=lambda n: len(missing & shown[n]))
        chosen.append(best)
        missing -= shown[best]
        left = [n for n in left if missing & shown[n]]
    return chosen


def _others(shown: Sequence[set[_Shape]], shape: _Shape, chosen: Sequence[int]) -> list[int]:
    return [n for n, shapes in enumerate(shown) if shape in shapes and n not in chosen][:_MORE]


def _runs(glyphs: Sequence[Glyph]) -> list[_Run]:
    """Return the figures of a page that are long enough to be read."""
    parts = sorted(
        (glyph for glyph in glyphs if _digit(glyph) is not None or glyph.char in _IN_FIGURES),
        key=lambda glyph: (round(glyph.baseline), glyph.start),
    )
    runs: list[_Run] = []
    for glyph in parts:
        last = runs[-1][-1] if runs else None
        if last is not None and _goes_on(last, glyph) and len(runs[-1]) < _MOST:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [run for run in runs if sum(_digit(glyph) is not None for glyph in run) >= _FEWEST]


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    return (
        abs(last.baseline - glyph.baseline) <= _SAME_LINE_EM * last.em
        and -_GAP_EM * last.em <= glyph.start - last.end <= _GAP_EM * last.em
    )


def _shape(glyph: Glyph) -> _Shape:
    em = max(glyph.em, 1e-6) / _GRAIN
    return (
        glyph.font,
        glyph.char,
        round((glyph.x0 - glyph.start) / em),
        round((glyph.x1 - glyph.start) / em),
        round((glyph.y0 - glyph.baseline) / em),
        round((glyph.y1 - glyph.baseline) / em),
    )


def _is_same(one: _Shape, other: _Shape) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one[2:], other[2:], strict=True))


def _said(shape: _Shape) -> str:
    return str(unicodedata.decimal(shape[1]))


def _digit(glyph: Glyph) -> str | None:
    """Return the digit that the text says, None for other characters."""
    return str(unicodedata.decimal(glyph.char)) if glyph.char.isdecimal() else None
