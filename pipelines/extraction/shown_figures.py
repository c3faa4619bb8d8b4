"""Figures held against their page's picture: whether the page shows, at its place, the digits that were read.

Belongs here: cutting figures out of rendered pages and reading them by OCR's recogniser alone, twice. It is for few figures, those
that somebody is accused by and a sample of each document (``sampled_figures``): every figure of a document is proven by its fonts
(``true_digits``), not each at its place. What follows from a disagreement is decided by whoever asks.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pypdfium2 as pdfium

from pipelines.pdf.ocr import Picture, recognize
from pipelines.pdf.regular_files import open_regular
from pipelines.pdf.render import render, render_part, scale_of

#: Two pictures of different grain and crops of different margin fail in different places.
LEAST_MARGIN = 1.3
_LOOKS = ((200, LEAST_MARGIN), (300, 2.0))
#: More figures of a page than this are cut out of one picture of all of it.
_FEW = 12
#: So sure OCR must be of what it says against the text.
_SURE = 0.9
#: Ink is so much darker or lighter (of 255) than the ground around it.
_INK = 60
#: A column of ink over this share of a cell's height, at its side, is a rule.
_RULE_SHARE = 0.9
#: White added around a figure, in pixels.
_FRAME = 8
#: A box so much higher than wide holds print that stands on end.
_ON_END = 1.5
_FIGURES = re.compile(r"[\d.,]*\d[\d.,]*")

Verdict = Literal["agrees", "differs", "unread"]


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as it was read, and where: the box in points on the displayed page, origin bottom left."""

    place_id: str
    page_no: int
    text: str
    box: tuple[float, float, float, float]
    #: True for a figure of running text, whose box is known to a character or so: print stands beside it.
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What the picture says of a figure; ``shown`` are the digits it shows if it differs."""

    place_id: str
    verdict: Verdict
    shown: str = ""


@dataclass(frozen=True, slots=True)
class _Print:
    """The lines of print in a cell, each by itself in a frame of its ground."""

    lines: list[Picture]
    #: True if one runs to the cell's side: of a narrow cell's 408 there may be but 108 to be seen between its rules.
    is_cut_off: bool = False


def look_work(payload: tuple[Path, str, Sequence[PrintedFigure]], tell: Callable[[Any], None]) -> list[Look]:
    """Do :func:`look_at` in a worker process; a file that is not the one that was read (SHA-256) says nothing."""
    path, document_id, figures = payload
    with open_regular(path) as file:
        content = file.read()
    return look_at(content, figures, tell) if hashlib.sha256(content).hexdigest() == document_id else []


def look_at(
    content: bytes, figures: Sequence[PrintedFigure], tell: Callable[[Any], None] = lambda page_no: None
) -> list[Look]:
    """Return what the pages of a PDF show in the places of these figures; tells the number of each page that is done."""
    found: list[Look] = []
    with pdfium.PdfDocument(content) as document:
        for page_no, on_page in groupby(
            sorted(figures, key=lambda figure: figure.page_no), lambda figure: figure.page_no
        ):
            page = document[page_no - 1]
            found += look_at_page(page, list(on_page))
            page.close()
            tell(page_no)
    return found


def look_at_page(page: pdfium.PdfPage, figures: Sequence[PrintedFigure], turns: int | None = None) -> list[Look]:
    """Return what an open page shows in the places of its figures, in their order.

    ``turns`` quarter turns clockwise make most of the page's text stand upright. If nobody knows, a figure differs only if it is
    not the other way up, either: 8,669.60 upside down is as good a figure as any.
    """
    if turns is not None:
        return _look(page, figures, [turns] * len(figures))
    guessed = [_guessed_turns(figure) for figure in figures]
    looks = _look(page, figures, guessed)
    doubtful = [n for n, look in enumerate(looks) if look.verdict == "differs"]
    other_way = _look(page, [figures[n] for n in doubtful], [(guessed[n] + 2) % 4 for n in doubtful])
    for n, look in zip(doubtful, other_way, strict=True):
        if look.verdict == "agrees":
            looks[n] = look
    return looks


def _look(page: pdfium.PdfPage, figures: Sequence[PrintedFigure], turns: Sequence[int]) -> list[Look]:
    turns_of = {figure.place_id: turn for figure, turn in zip(figures, turns, strict=True)}
    looks: dict[str, Look] = {}
    against: dict[str, str] = {}
    for dpi, margin in _LOOKS:
        left = [figure for figure in figures if figure.place_id not in looks]
        if not left:
            break
        cuts = _cuts(page, left, dpi, margin)
        lines = [
            _printed(np.ascontiguousarray(np.rot90(cut, -turns_of[figure.place_id])))
            for figure, cut in zip(left, cuts, strict=True)
        ]
        answers = iter(recognize([line for cut in lines for line in cut.lines], are_short=True))
        for figure, cut in zip(left, lines, strict=True):
            read = [next(answers) for _ in cut.lines]
            shown = _shown(figure, [text for text, _ in read])
            is_whole = figure.is_told or not cut.is_cut_off
            is_sure = is_whole and bool(read) and min(confidence for _, confidence in read) >= _SURE
            if shown == _digits(figure.text):
                looks[figure.place_id] = Look(figure.place_id, "agrees")
            elif not is_sure or not shown:
                looks[figure.place_id] = Look(figure.place_id, "unread")
            elif figure.place_id not in against:
                against[figure.place_id] = shown
            else:
                is_twice = against[figure.place_id] == shown
                looks[figure.place_id] = (
                    Look(figure.place_id, "differs", shown) if is_twice else Look(figure.place_id, "unread")
                )
    return [looks[figure.place_id] for figure in figures]


def _shown(figure: PrintedFigure, texts: Sequence[str]) -> str:
    """Return the digits that stand in a figure's place; of running text those of the figure, or of one as long as it."""
    if not figure.is_told:
        return "".join(map(_digits, texts))
    said = _digits(figure.text)
    figures = [_digits(found) for text in texts for found in _FIGURES.findall(text)]
    if any(said in found for found in figures):
        return said
    return next((found for found in figures if len(found) == len(said)), "")


def _guessed_turns(figure: PrintedFigure) -> int:
    """Return how many quarter turns clockwise make a figure stand upright, by its box alone."""
    x0, y0, x1, y1 = figure.box
    return 3 if (y1 - y0) > _ON_END * (x1 - x0) and len(_digits(figure.text)) > 2 else 0


def _cuts(page: pdfium.PdfPage, figures: Sequence[PrintedFigure], dpi: int, margin: float) -> list[Picture]:
    """Return the places of figures as the page shows them."""
    height, scale = page.get_height(), scale_of(page, dpi)
    places = [_place(figure, height, scale, margin) for figure in figures]
    if len(places) > _FEW:
        picture = render(page, 0, dpi)
        return [picture[place] for place in places]
    return [render_part(page, dpi, *place) for place in places]


def _place(figure: PrintedFigure, height: float, scale: float, margin: float) -> tuple[slice, slice]:
    x0, y0, x1, y1 = figure.box
    if figure.is_told:
        beside = (y1 - y0) * margin
        x0, x1, margin = x0 - beside, x1 + beside, -margin
    rows = slice(max(0, round((height - y1 + margin) * scale)), max(0, round((height - y0 - margin) * scale)))
    return rows, slice(max(0, round((x0 + margin) * scale)), max(0, round((x1 - margin) * scale)))


def _printed(cut: Picture) -> _Print:
    if min(cut.shape[:2]) < 4:
        return _Print([])
    grey = cut.mean(axis=2)
    ground = float(np.median(grey))
    ink = np.abs(grey - ground) > _INK
    left, right = 0, ink.shape[1]
    while left < right and ink[:, left].mean() >= _RULE_SHARE:
        left += 1
    while right > left and ink[:, right - 1].mean() >= _RULE_SHARE:
        right -= 1
    found: list[Picture] = []
    is_cut_off = False
    rows = np.flatnonzero(ink[:, left:right].any(axis=1))
    for band in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if len(band) < 3:
            continue
        columns = np.flatnonzero(ink[band[0] : band[-1] + 1, left:right].any(axis=0)) + left
        is_cut_off = is_cut_off or columns[0] == left or columns[-1] == right - 1
        line = cut[band[0] : band[-1] + 1, columns[0] : columns[-1] + 1]
        frame = ((_FRAME, _FRAME), (_FRAME, _FRAME), (0, 0))
        found.append(np.pad(line, frame, constant_values=int(ground)).astype(np.uint8))
    return _Print(found, is_cut_off)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
