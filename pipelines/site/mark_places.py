"""Where a mark of a finding stands on its page.

Belongs here: boxes of one mark. What is drawn there is for ``review_crops`` and ``annotated_copy`` to say.
"""

from __future__ import annotations

import pypdfium2 as pdfium

from pipelines.pdf.page_image import Box
from pipelines.pdf.page_words import find_words
from pipelines.review.answer import Mark

_NEAR_POINTS = 40.0


def boxes_of(page: pdfium.PdfPage, mark: Mark) -> list[Box]:
    """The mark's box; its words, if they stand near it (a figure's place in a line is known by the line).

    In points as displayed, origin bottom left; none if the words stand nowhere on the page.
    """
    found = find_words(page, mark.words, mark.box) if mark.words else []
    if mark.box is None:
        return found
    is_near = found and all(abs(one - two) < _NEAR_POINTS for one, two in zip(found[0], mark.box, strict=True))
    return found if is_near else [mark.box]
