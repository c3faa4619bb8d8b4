"""A page as a picture, the way it is read.

Belongs here: rendering by pdfium, turned so that most of the text stands upright.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

_POINTS_PER_INCH = 72
#: No picture gets more pixels than this: a poster-size page is rendered more coarsely instead of filling the memory.
_MAX_PIXELS = 40_000_000


def render(page: pdfium.PdfPage, turns: int, dpi: int) -> NDArray[np.uint8]:
    """Return the reading page as a BGR picture of about ``dpi`` dots an inch."""
    width, height = page.get_size()
    scale = dpi / _POINTS_PER_INCH
    scale = min(scale, (_MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, rotation=90 * turns, rev_byteorder=False)
    try:
        picture = bitmap.to_numpy()
        if picture.ndim == 2:
            picture = np.repeat(picture[:, :, None], 3, axis=2)
        return cast("NDArray[np.uint8]", np.ascontiguousarray(picture[:, :, :3]))
    finally:
        bitmap.close()
