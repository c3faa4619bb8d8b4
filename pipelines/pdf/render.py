"""A page as a picture, the way it is read.

Belongs here: rendering by pdfium, turned so that most of the text stands upright; or a small part of a page, at a part of the cost.
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

_POINTS_PER_INCH = 72
#: No picture gets more pixels than this: a poster-size page is rendered more coarsely instead of filling the memory.
_MAX_PIXELS = 40_000_000


def render(page: pdfium.PdfPage, turns: int, dpi: int) -> NDArray[np.uint8]:
    """Return the reading page as a BGR picture of about ``dpi`` dots an inch."""
    return _picture(page.render(scale=scale_of(page, dpi), rotation=90 * turns, rev_byteorder=False))


def scale_of(page: pdfium.PdfPage, dpi: int) -> float:
    """Return how many pixels a point has in a page's picture of about ``dpi`` dots an inch."""
    width, height = page.get_size()
    return float(min(dpi / _POINTS_PER_INCH, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5))


def render_part(page: pdfium.PdfPage, dpi: int, rows: slice, columns: slice) -> NDArray[np.uint8]:
    """Return ``render(page, 0, dpi)[rows, columns]``, of which no other part is drawn."""
    scale = scale_of(page, dpi)
    width, height = (math.ceil(side * scale) for side in page.get_size())
    top, bottom, _ = rows.indices(height)
    left, right, _ = columns.indices(width)
    if top >= bottom or left >= right:
        return np.zeros((max(bottom - top, 0), max(right - left, 0), 3), np.uint8)
    # pypdfium2 makes whole pixels of points, upwards.
    cut = [max(pixels - 0.5, 0) / scale for pixels in (left, height - bottom, width - right, top)]
    return _picture(page.render(scale=scale, crop=cut, rev_byteorder=False))


def _picture(bitmap: pdfium.PdfBitmap) -> NDArray[np.uint8]:
    try:
        picture = bitmap.to_numpy()
        if picture.ndim == 2:
            picture = np.repeat(picture[:, :, None], 3, axis=2)
        return cast("NDArray[np.uint8]", np.ascontiguousarray(picture[:, :, :3]))
    finally:
        bitmap.close()
