"""From a described report and a look to PDF and cells: the way in for everything else.

Belongs here: the order of the steps and nothing of their inside.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.typeset.cells import Typeset
from tests.typeset.draw import to_pdf
from tests.typeset.layout.flow import lay_out
from tests.typeset.looks import LOOKS, Look
from tests.typeset.model import Report


def typeset(report: Report, look: Look = LOOKS["reference"], pages: Sequence[int] | None = None) -> Typeset:
    """The report in a look; `pages` keeps some pages only, in order, and numbers them anew from 1."""
    laid = lay_out(report, look)
    return Typeset(to_pdf(laid.pages, look, report.title), laid.cells, len(laid.pages))
