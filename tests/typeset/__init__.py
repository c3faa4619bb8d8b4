"""Report PDFs with known cells, for tests of every room: describe a report, choose a look, get the PDF and its cells.

    from tests.typeset import LOOKS, load_report, typeset
    made = typeset(load_report("qingshan_2024"), LOOKS["excel"])

Belongs here: making PDFs. Nothing here reads one, and nothing here knows what a reader makes of it.
"""

from tests.typeset.cells import Box, Fragment, Typeset, TypesetCell
from tests.typeset.load import load_report
from tests.typeset.looks import LOOKS, Look
from tests.typeset.model import Report
from tests.typeset.render import typeset

__all__ = ["LOOKS", "Box", "Fragment", "Look", "Report", "Typeset", "TypesetCell", "load_report", "typeset"]
