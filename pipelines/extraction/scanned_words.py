"""Words that OCR sees on a scanned page, each in one cell of the ruled grid, looked at a second time where it matters.

Belongs here: what makes OCR's answer trustworthy. A word that lies across a rule is read again in pieces; a cell with ink and
no word is read again by itself; every figure is read a second time from a finer picture, and what the two readings don't
agree on is marked doubtful, never chosen in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipelines.extraction.text import WHOLE_FIGURE, normalize
from pipelines.pdf.ocr import OcrWord, Picture, recognize

#: Below this a reading is doubtful. Right readings of typeset tables score 0.95 and more, wrong ones of figures mostly below
#: 0.9 (measured on the scanned reference report).
CONFIDENT = 0.9
#: What a figure scores on which two readings disagree.
DISAGREED = 0.5
#: What a cell scores that shows ink and could not be read.
UNREAD = 0.0
#: A word belongs to a cell if it lies in it by this share of its width; OCR's boxes reach a little beyond the ink.
_INSIDE_SHARE = 0.85
#: Rules and their blur are this many pixels wide at the most; what lies nearer to a border is no ink of the cell's text.
_BORDER_PIXELS = 6
#: Fewer dark pixels than this are dust; the smallest print is a full stop of 9.
_MIN_INK_PIXELS = 12
_MARGIN_PIXELS = 3
#: Ink that is no higher than this share of the page's words, and broader than high, is a dash; a longer stroke may be the
#: character for one.
_DASH_HEIGHT, _DASH_WIDTH, _DASH_ASPECT = 0.25, 0.55, 1.5
_FIGURE_LIKE = re.compile(r"[\d.,，。:;OolI|+\-−%％ ()（）]*\d[\d.,，。:;OolI|+\-−%％ ()（）]*")
_CONFUSED = str.maketrans("OolI|，。：；", "00111,...")

#: A rectangle in pixels: left, top, right, bottom.
PixelBox = tuple[float, float, float, float]
CellAt = Callable[[float, float], PixelBox | None]


@dataclass(frozen=True, slots=True)
class FineLook:
    """A finer picture of the same page: ``scale`` of its pixels to one of the first."""

    picture: Picture
    scale: float


def words_in_cells(picture: Picture, words: Sequence[OcrWord], cell_at: CellAt) -> list[OcrWord]:
    """Return words none of which lies across a rule: such a word is read again, piece by piece.

    ``cell_at`` returns the cell around a point, or None outside every table.
    """
    whole: list[OcrWord] = []
    pieces: list[PixelBox] = []
    for word in words:
        parts = _parts(word, cell_at)
        if not parts:
            whole.append(word)
        elif len(parts) == 1:
            whole.append(replace(word, x0=parts[0][0], x1=parts[0][2]))
        else:
            pieces += [part for part in parts if _has_ink(picture, part)]
    return whole + _read_boxes(picture, pieces)


def words_of_missed_cells(
    picture: Picture, words: Sequence[OcrWord], cells: Sequence[PixelBox]
) -> tuple[list[OcrWord], list[PixelBox]]:
    """Return words of cells that show ink and have no word yet, and the cells that could not be read."""
    centres = [((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2) for word in words]
    missed = [
        cell for cell in cells if not any(_holds(cell, x, y) for x, y in centres) and _has_ink(picture, _inner(cell))
    ]
    tight = [_ink_box(picture, _inner(cell)) for cell in missed]
    usual = float(np.median([word.y1 - word.y0 for word in words])) if words else 0.0
    # OCR, asked for a dash alone, says 1.
    dashes = {box: OcrWord("-", 1.0, *box) for box in tight if _is_dash(box, usual)}
    read = dict(zip(others := [box for box in tight if box not in dashes], _read_boxes(picture, others), strict=True))
    found = [dashes.get(box) or read[box] for box in tight]
    unread = [cell for cell, word in zip(missed, found, strict=True) if not word.text.strip()]
    return [word for word in found if word.text.strip()], unread


def checked_figures(words: Sequence[OcrWord], fine: FineLook) -> list[OcrWord]:
    """Return the words, each figure read a second time from the finer picture; disagreement lowers its confidence."""
    figures = [number for number, word in enumerate(words) if _FIGURE_LIKE.fullmatch(word.text)]
    boxes = [tuple(edge * fine.scale for edge in _box(words[number])) for number in figures]
    second = _read_boxes(fine.picture, [(b[0], b[1], b[2], b[3]) for b in boxes])
    checked = list(words)
    for number, again in zip(figures, second, strict=True):
        checked[number] = _agreed(words[number], again)
    return checked


def _agreed(first: OcrWord, second: OcrWord) -> OcrWord:
    """Return one figure from two readings: the well-formed one, doubtful unless both say the same."""
    one, two = _as_figure(first.text), _as_figure(second.text)
    if one == two:
        is_plain = one == normalize(first.text).replace(" ", "")
        confidence = max(first.confidence, second.confidence) if is_plain else min(first.confidence, second.confidence)
        return replace(first, text=one, confidence=confidence if WHOLE_FIGURE.fullmatch(one) else first.confidence)
    best = two if WHOLE_FIGURE.fullmatch(two) and not WHOLE_FIGURE.fullmatch(one) else one
    return replace(first, text=best, confidence=min(DISAGREED, first.confidence, second.confidence))


def _as_figure(text: str) -> str:
    """Return a figure-like word with the letters and marks that OCR takes digits for, white space removed."""
    plain = normalize(text).replace(" ", "")
    return plain.translate(_CONFUSED) if _FIGURE_LIKE.fullmatch(text) else plain


def _parts(word: OcrWord, cell_at: CellAt) -> list[PixelBox]:
    """Return the stretches of a word that lie in different cells; one if it lies in one, by and large."""
    middle = (word.y0 + word.y1) / 2
    parts: list[PixelBox] = []
    x = word.x0
    while x < word.x1:
        cell = cell_at(x, middle)
        if cell is None:
            x += 1
            continue
        left, right = max(word.x0, cell[0]), min(word.x1, cell[2])
        if right <= x:
            break
        if right - left >= _INSIDE_SHARE * (word.x1 - word.x0):
            return [(left, word.y0, right, word.y1)]
        if right - left > 2 * _BORDER_PIXELS:
            parts.append((left + _BORDER_PIXELS / 2, word.y0, right - _BORDER_PIXELS / 2, word.y1))
        x = right + 1
    return parts


def _read_boxes(picture: Picture, boxes: Sequence[PixelBox]) -> list[OcrWord]:
    crops = [_crop(picture, box) for box in boxes]
    answers = recognize(crops)
    return [OcrWord(text, confidence, *box) for box, (text, confidence) in zip(boxes, answers, strict=True)]


def _crop(picture: Picture, box: PixelBox) -> Picture:
    height, width = picture.shape[:2]
    left, top = max(0, int(box[0]) - _MARGIN_PIXELS), max(0, int(box[1]) - _MARGIN_PIXELS)
    right, bottom = min(width, int(box[2]) + _MARGIN_PIXELS), min(height, int(box[3]) + _MARGIN_PIXELS)
    return picture[top : max(bottom, top + 1), left : max(right, left + 1)]


def _inner(cell: PixelBox) -> PixelBox:
    return (
        cell[0] + _BORDER_PIXELS,
        cell[1] + _BORDER_PIXELS,
        cell[2] - _BORDER_PIXELS,
        cell[3] - _BORDER_PIXELS,
    )


def _dark(picture: Picture, box: PixelBox) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    area = picture[int(max(0, box[1])) : int(box[3]) + 1, int(max(0, box[0])) : int(box[2]) + 1]
    if area.size == 0:
        return np.zeros((1, 1), dtype=np.bool_)
    grey = cv2.cvtColor(area, cv2.COLOR_BGR2GRAY)
    return np.asarray(grey < min(150.0, float(np.median(grey)) - 60.0), dtype=np.bool_)


def _has_ink(picture: Picture, box: PixelBox) -> bool:
    return bool(box[2] > box[0] and box[3] > box[1] and _dark(picture, box).sum() >= _MIN_INK_PIXELS)


def _ink_box(picture: Picture, box: PixelBox) -> PixelBox:
    dark = _dark(picture, box)
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    left, top = max(0.0, box[0]), max(0.0, box[1])
    return (left + columns[0], top + rows[0], left + columns[-1] + 1.0, top + rows[-1] + 1.0)


def _is_dash(ink: PixelBox, usual_height: float) -> bool:
    width, height = ink[2] - ink[0], ink[3] - ink[1]
    return height <= _DASH_HEIGHT * usual_height and _DASH_ASPECT * height <= width <= _DASH_WIDTH * usual_height


def _holds(cell: PixelBox, x: float, y: float) -> bool:
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _box(word: OcrWord) -> PixelBox:
    return (word.x0, word.y0, word.x1, word.y1)
