"""A scan: pages as grey images, slightly turned and noisy, without a text layer.

Belongs here: turning a born-digital PDF into images of itself. Seeded, so the same pages come out each time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 200
SKEW_DEGREES = 0.3
NOISE_LEVEL = 6.0
JPEG_QUALITY = 85


def scan(pdf: bytes, pages: Sequence[int] | None = None, seed: int = 20240208) -> bytes:
    """Scan the given pages (from 1; all if None), which keep their size."""
    random = np.random.default_rng(seed)
    document = pdfium.PdfDocument(pdf)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number in pages or range(1, len(document) + 1):
        page = document[number - 1]
        width, height = page.get_size()
        image = page.render(scale=DPI / 72, grayscale=True).to_pil()
        angle = float(random.uniform(-SKEW_DEGREES, SKEW_DEGREES))
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        pixels = np.asarray(image, dtype=np.float32) + random.normal(0, NOISE_LEVEL, (image.height, image.width))
        noisy = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), mode="L")
        jpeg = io.BytesIO()
        noisy.save(jpeg, "JPEG", quality=JPEG_QUALITY)
        jpeg.seek(0)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
