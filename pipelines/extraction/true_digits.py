"""Digits that a page shows otherwise than its text says: a font whose table of characters lies (ToUnicode says 5, the shape is a 6).

Belongs here: holding digits' shapes against the picture, each once a document: a font draws a code the same everywhere. Nearly
all are known by their fonts' outlines (``drawn_digits``), without a look at the page. Where these do not bear the text out, a few
figures are cut out of the page as they are printed and read by OCR; what looks like a digit read so is that digit. Both text
readings believe the font, so only the picture can tell. What OCR cannot read accuses nobody.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipelines.extraction.drawn_digits import DrawnDigits, drawn_digits, same_font
from pipelines.extraction.glyphs import Glyph, PageGlyphs
from pipelines.extraction.outlines import UNITS, Box
from pipelines.pdf.ocr import Picture, recognize
from pipelines.pdf.render import render

#: The second look is taken from a finer picture, so that it fails in other places than the first.
_DPI, _FINE_DPI = 200, 300
_POINTS_PER_INCH = 72
#: Digits of one figure stand on one baseline, within so much, and so near together (in font sizes).
_SAME_LINE_EM, _GAP_EM = 0.1, 0.4
#: A figure of fewer digits gives OCR too little to go by; a longer one is a row of figures.
_FEWEST, _MOST = 2, 24
#: So many figures of a page are read at most, and so many of a document, each in a fiftieth of a second: what they leave out is
#: believed unless it looks like another digit.
_FIGURES_AT_ONCE, _FIGURES_A_DOCUMENT = 4, 6
#: So many further figures are read for a shape in doubt, and so sure OCR must be of those that speak against the text.
_MORE, _SURE = 3, 0.9
#: A shape that OCR made nothing of on so many pages is left alone.
_MOST_TRIES = 3
#: So often a shape must have been read as another digit, and always as the same.
_FEWEST_SIGHTINGS = 2
_MARGIN_EM = 0.2
#: Places within a shape are rounded to pdfium's own grain; so many grains are the rounding's.
_SAME = 2
#: pdfium may make a character's box higher than its outline by this share.
_HIGHER = 1 / 64
#: Text is set so much narrower or wider than its font, at most.
_NARROWEST, _WIDEST = 0.5, 1.5
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_IN_FIGURES, _IN_AMOUNTS = frozenset(".,．，"), frozenset(".,")
#: So many different digits on a page are more than a date has.
_DIGITS_OF_FIGURES = 6
#: Pages of fewer amounts (covers, contents, text with years and counts) are not what a report is read for.
_FEWEST_AMOUNTS = 5
#: Digits are held against each other in this size; two that agree so much are one, if all others agree less by so much. All but
#: one of the ten must be known: what is like none of them may be the missing one.
_LOOK_SIZE, _ALIKE, _UNLIKE, _FEWEST_KNOWN = (16, 24), 0.9, 0.08, 9

_Font = tuple[str | int, ...]
#: A digit as a font draws it: the font, the digit that the text says, and its ink about its origin (left, right, bottom, top).
_Shape = tuple[_Font, str, int, int, int, int]
_Look = NDArray[np.float32]
#: Characters of one figure, left to right.
_Run = list[Glyph]


@dataclass(slots=True)
class DigitProof:
    """What is known of one document's digits, over its pages."""

    _is_true: dict[_Shape, bool] = field(default_factory=dict)
    _tries: Counter[_Shape] = field(default_factory=Counter)
    #: What the digits look like that OCR has read, and the shapes these are of.
    _looks: dict[str, list[_Look]] = field(default_factory=dict)
    _remembered: set[_Shape] = field(default_factory=set)
    #: So many figures may yet be read that look like nothing known.
    _left: int = _FIGURES_A_DOCUMENT
    #: The shape that stands for all that differ from it by rounding only.
    _names: dict[_Shape, _Shape] = field(default_factory=dict)
    _distinct: dict[tuple[_Font, str], list[_Shape]] = field(default_factory=dict)
    _drawn: dict[_Font, DrawnDigits] = field(default_factory=dict)
    #: What the believed pages show, by page number.
    _believed: dict[int, set[_Shape]] = field(default_factory=dict)
    #: Fonts of the page that is looked at, by address.
    _fonts: dict[int, _Font] = field(default_factory=dict)

    def is_page_false(self, page: pdfium.PdfPage, page_no: int, glyphs: PageGlyphs) -> bool:
        """Tell whether the page shows other digits than its text says; ``glyphs`` are this page's, which is still open.

        Each new shape is held against what its font draws or, failing that, against the picture.
        """
        self._fonts.clear()
        shapes = self._shapes(glyphs.glyphs)
        if not self._shows_false(shapes):
            self._hold_against_page(page, glyphs, shapes)
        is_false = self._shows_false(shapes)
        if not is_false:
            self._believed[page_no] = shapes
        return is_false

    def take_believed_wrongly(self) -> list[int]:
        """Return, once, the numbers of pages that were believed and show digits that later pages proved false."""
        found = [page_no for page_no, shapes in self._believed.items() if self._shows_false(shapes)]
        for page_no in found:
            del self._believed[page_no]
        return found

    def _shows_false(self, shapes: set[_Shape]) -> bool:
        return any(self._is_true.get(shape) is False for shape in shapes)

    def _hold_against_page(self, page: pdfium.PdfPage, glyphs: PageGlyphs, shapes: set[_Shape]) -> None:
        """Judge the shapes that are new, as far as their fonts and the page tell."""
        new = {shape for shape in shapes if shape not in self._is_true and self._tries[shape] < _MOST_TRIES}
        if new:
            of_figures = self._of_figures(glyphs.glyphs, shapes)
            new = {shape for shape in new if shape[0] in of_figures}
        doubtful_outlines = self._hold_against_outlines(new)
        new -= self._is_true.keys()
        runs = _runs(glyphs.glyphs) if new else []
        if sum(any(glyph.char in _IN_FIGURES for glyph in run) for run in runs) < _FEWEST_AMOUNTS:
            return
        shown = [self._shapes(run) & new for run in runs]
        if not any(shown):
            return
        picture = render(page, glyphs.turns, _DPI)
        scale = picture.shape[1] / glyphs.reading_size[0]
        self._tries.update(set[_Shape]().union(*shown))
        suspects = doubtful_outlines | self._told_by_look(runs, shown, picture, scale, glyphs.reading_size[1])
        new -= self._is_true.keys()
        shown = [shapes & new for shapes in shown]
        chosen = self._worth_reading(_covering(shown, new), shown, suspects)
        if not chosen:
            return
        seen: dict[_Shape, Counter[str]] = defaultdict(Counter)
        self._read(picture, glyphs, [runs[n] for n in chosen], seen)
        doubtful = {shape for shape in new if shape in seen and _said(shape) not in seen[shape]}
        if doubtful:
            # The same figures in a finer picture, and others with these shapes.
            again = [n for n in chosen if doubtful & shown[n]]
            others = {n for shape in doubtful for n in _others(shown, shape, chosen)}
            fine = render(page, glyphs.turns, _FINE_DPI)
            self._read(fine, glyphs, [runs[n] for n in (*again, *sorted(others))], seen)
        for shape in new & seen.keys():
            verdict = _verdict(_said(shape), seen[shape])
            if verdict is not None:
                self._is_true[shape] = verdict
        self._remember(runs, picture, scale, glyphs.reading_size[1])

    def _of_figures(self, glyphs: Sequence[Glyph], shapes: set[_Shape]) -> set[_Font]:
        """Return the fonts that set figures on this page, not only a date or a number of a heading."""
        marks = Counter(glyph.font for glyph in glyphs if glyph.char in _IN_AMOUNTS)
        digits = Counter(font for font, _ in {shape[:2] for shape in shapes})
        return {self.font(address) for address, count in marks.items() if count >= _FEWEST_AMOUNTS} | {
            font for font, count in digits.items() if count >= _DIGITS_OF_FIGURES
        }

    def _hold_against_outlines(self, new: set[_Shape]) -> set[_Shape]:
        """Take for true the shapes whose fonts draw such digits as their text says; return those that seem to be others."""
        for address, font in self._fonts.items():
            if font not in self._drawn and any(shape[0] == font for shape in new):
                self._drawn[font] = drawn_digits(address)
        doubtful: set[_Shape] = set()
        for shape in new:
            drawn, said = self._drawn[shape[0]], _said(shape)
            # A font may draw several shapes for one digit: its outline is one of them.
            if said in drawn.true and shape[1].isascii() and _is_of(shape, drawn.true[said]):
                self._is_true[shape] = True
            elif said in drawn.doubtful:
                doubtful.add(shape)
        return doubtful

    def _worth_reading(self, covering: Sequence[int], shown: Sequence[set[_Shape]], suspects: set[_Shape]) -> list[int]:
        """Return the figures that OCR shall read: as many as are left to the document, and all that look false."""
        chosen = [n for place, n in enumerate(covering) if place < self._left or shown[n] & suspects]
        self._left = max(0, self._left - len(chosen))
        return chosen

    def _told_by_look(
        self, runs: Sequence[_Run], shown: Sequence[set[_Shape]], picture: Picture, scale: float, height: float
    ) -> set[_Shape]:
        """Return the new shapes that look like another digit than the text says; those that look like it are known then.

        A document has many subsets of few fonts: what the digits of one look like tells those of the next without OCR.
        """
        told: dict[_Shape, str | None] = {}
        for run, shapes in zip(runs, shown, strict=True):
            for glyph in run if self._looks and shapes - told.keys() else ():
                if glyph.char in _DIGITS and (shape := self._name(self._shape(glyph))) in shapes - told.keys():
                    told[shape] = _alone_like(_look(glyph, picture, scale, height), self._looks)
        self._is_true.update({shape: True for shape, digit in told.items() if digit == _said(shape)})
        return {shape for shape, digit in told.items() if digit not in (None, _said(shape))}

    def _remember(self, runs: Sequence[_Run], picture: Picture, scale: float, height: float) -> None:
        """Keep what the digits look like that OCR has read as the text says."""
        for glyph in (glyph for run in runs for glyph in run if _digit(glyph) is not None):
            shape = self._name(self._shape(glyph))
            if self._is_true.get(shape) and shape not in self._remembered:
                self._remembered.add(shape)
                self._looks.setdefault(_said(shape), []).append(_look(glyph, picture, scale, height))

    def _read(
        self, picture: Picture, glyphs: PageGlyphs, runs: Sequence[_Run], seen: dict[_Shape, Counter[str]]
    ) -> None:
        """Count what OCR sees in the places of these figures' digits."""
        scale, height = picture.shape[1] / glyphs.reading_size[0], glyphs.reading_size[1]
        answers = recognize([_crop(picture, run, scale, height) for run in runs], are_short=True)
        for run, (text, confidence) in zip(runs, answers, strict=True):
            digits = [glyph for glyph in run if _digit(glyph) is not None]
            read = [str(unicodedata.decimal(char)) for char in text if char.isdecimal()]
            if len(read) != len(digits):
                continue
            for glyph, digit in zip(digits, read, strict=True):
                if digit == _digit(glyph) or confidence >= _SURE:
                    seen[self._name(self._shape(glyph))][digit] += 1

    def _shapes(self, glyphs: Sequence[Glyph]) -> set[_Shape]:
        """Return the shapes of these characters' digits."""
        digits = [glyph for glyph in glyphs if glyph.char in _DIGITS]
        if not digits:
            return set()
        marks = _about_origin(np.array([glyph[1:9] for glyph in digits], np.float64)).tolist()
        distinct = {(glyph.font, glyph.char, *mark) for glyph, mark in zip(digits, marks, strict=True)}
        return {self._name((self.font(address), *shape)) for address, *shape in distinct}

    def _shape(self, glyph: Glyph) -> _Shape:
        left, right, bottom, top = _about_origin(np.array([glyph[1:9]], np.float64))[0].tolist()
        return self.font(glyph.font), glyph.char, left, right, bottom, top

    def font(self, address: int) -> _Font:
        """Return what names a font on all pages; ``address`` is pdfium's, on the page that was asked for last."""
        if address not in self._fonts:
            self._fonts[address] = same_font(address)
        return self._fonts[address]

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


def _look(glyph: Glyph, picture: Picture, scale: float, height: float) -> _Look:
    """Return a digit's ink, brought to one size, its light and dark about its mean; all 0 if there is none."""
    rows = slice(max(0, round((height - glyph.y1) * scale)), round((height - glyph.y0) * scale))
    ink = picture[rows, max(0, round(glyph.x0 * scale)) : round(glyph.x1 * scale)]
    if min(ink.shape[:2]) == 0:
        return np.zeros(_LOOK_SIZE[0] * _LOOK_SIZE[1], np.float32)
    small = cv2.resize(ink, _LOOK_SIZE, interpolation=cv2.INTER_AREA).mean(axis=2, dtype=np.float32).ravel()
    about = (small - small.mean()).astype(np.float32)
    return np.asarray(about / max(float(np.linalg.norm(about)), 1e-6), np.float32)


def _alone_like(look: _Look, known: dict[str, list[_Look]]) -> str | None:
    """Return the digit that a look is like, and like no other."""
    alike = sorted(
        ((max(float(look @ other) for other in looks), digit) for digit, looks in known.items()), reverse=True
    )
    if len(alike) < _FEWEST_KNOWN or alike[0][0] < _ALIKE or alike[0][0] - alike[1][0] < _UNLIKE:
        return None
    return alike[0][1]


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


def _about_origin(places: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return where ink lies about its origin; a row holds a glyph's numbers, from the ink's left to the advance's end."""
    x0, y0, x1, y1, baseline, em, start, _ = places.T
    grain = np.maximum(em, 1e-6) / UNITS
    found = np.column_stack((x0 - start, x1 - start, y0 - baseline, y1 - baseline)) / grain[:, None]
    marks: NDArray[np.int64] = np.clip(np.round(found), -1e9, 1e9).astype(np.int64)
    return marks


def _is_of(shape: _Shape, outline: Box) -> bool:
    """Tell whether a shape's ink stands where an outline's does, made wider or narrower at most, as text may be set."""
    left, right, bottom, top = outline
    wider = shape[3] / right if right > 0 else 0.0
    return (
        _NARROWEST <= wider <= _WIDEST
        and abs(shape[2] - left * wider) <= _SAME
        and abs(shape[4] - bottom) <= _SAME
        and min(abs(shape[5] - top), abs(shape[5] - top * (1 + _HIGHER))) <= _SAME
    )


def _is_same(one: _Shape, other: _Shape) -> bool:
    return all(abs(a - b) <= _SAME for a, b in zip(one[2:], other[2:], strict=True))


def _said(shape: _Shape) -> str:
    return str(unicodedata.decimal(shape[1]))


def _digit(glyph: Glyph) -> str | None:
    """Return the digit that the text says, None for other characters."""
    return str(unicodedata.decimal(glyph.char)) if glyph.char in _DIGITS else None
