"""Reading text off pictures, for every room that meets a scanned page.

Belongs here: telling that a page needs it, the OCR engine, and its answer in plain values. RapidOCR carries its models in its package: nothing is fetched.
Where words belong on a page is decided by whoever asks.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from pipelines.pdf.page_objects import IMAGE, page_objects

Picture = NDArray[np.uint8]
#: onnxruntime gains little from more threads on such small models, and other documents are read at the same time.
_MAX_THREADS = 2
#: Words are kept however doubtful: the reader decides, and a word left out would be a figure lost in silence.
_KEEP_ALL = 0.0
#: Lines of text are recognized from the whole picture: a landscape page at 200 dots an inch is 2,340 wide. Where they stand
#: is found in one shrunk to this; what it misses in a table is looked for cell by cell.
_MAX_SIDE = 4000
_DETECTION_SIDE = 1600
#: A page with fewer characters than this and pictures over most of it is a scan: its text is a stamp or a page number.
_FEW_CHARACTERS = 30
FULL_PAGE_SHARE = 0.6
#: A page without a character that draws so many shapes has its letters drawn as outlines; an empty table draws fewer.
_OUTLINED_LETTERS = 200


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A run of text in a picture: pixels from the top left, confidence 0 to 1."""

    text: str
    confidence: float
    x0: float
    y0: float
    x1: float
    y1: float


def needs_ocr(page: pdfium.PdfPage, character_count: int) -> bool:
    """Tell whether what a page shows must be read by OCR; ``character_count`` is how much visible text pdfium finds."""
    if character_count >= _FEW_CHARACTERS:
        return False
    if picture_share(page) >= FULL_PAGE_SHARE:
        return True
    if character_count > 0:
        return False
    drawn = [item.kind for item in page_objects(page)]
    return IMAGE in drawn or len(drawn) >= _OUTLINED_LETTERS


def picture_share(page: pdfium.PdfPage) -> float:
    """Return which share of the page its pictures cover; strips that a scanner cut a page into count together."""
    width, height = page.get_size()
    area = 0.0
    for item in page_objects(page, frozenset((IMAGE,))):
        left, bottom, right, top = item.bounds() or (0.0, 0.0, 0.0, 0.0)
        area += (right - left) * (top - bottom)
    return min(1.0, area / max(float(width * height), 1.0))


def read_picture(picture: Picture) -> list[OcrWord]:
    """Return the runs of text that a BGR picture shows."""
    answer = _engine()(picture, use_det=True, use_cls=False, use_rec=True, text_score=_KEEP_ALL)
    if answer.boxes is None or answer.txts is None or answer.scores is None:
        return []
    return [
        OcrWord(text, float(score), *(float(v) for v in (*box.min(axis=0), *box.max(axis=0))))
        for box, text, score in zip(answer.boxes, answer.txts, answer.scores, strict=True)
    ]


def recognize(lines: Sequence[Picture], *, are_short: bool = False) -> list[tuple[str, float]]:
    """Return text and confidence of pictures that show one line of text each, in order.

    ``are_short`` spares the empty ground that the engine otherwise adds to each until it is as wide as a sentence, and a second thread,
    which on so small a picture mostly waits: figures then take a quarter of the processor's time.
    """
    if not lines:
        return []
    from rapidocr.ch_ppocr_rec import TextRecInput

    model = (_engine(1) if are_short else _engine())._load_rec_model()
    if are_short:
        channels, height, _ = model.rec_image_shape
        model.rec_image_shape = [channels, height, height]
    answer = model(TextRecInput(img=list(lines), return_word_box=False))
    return list(zip(cast("Sequence[str]", answer.txts), (float(score) for score in answer.scores), strict=True))


@cache
def _engine(most_threads: int = _MAX_THREADS) -> Any:
    """Return the engine, made once a process: loading the models takes a second."""
    from rapidocr import RapidOCR

    threads = min(most_threads, os.cpu_count() or 1)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.max_side_len": _MAX_SIDE,
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTION_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
