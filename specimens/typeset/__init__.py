"""The typesetter: described reports to PDFs, with the exact cells they contain.

Belongs here: describing a report as data (``describe``, ``reports/``), looks (``looks``), laying it out over pages
(``layout``) and drawing it (``draw``, ``scan``). For tests and benchmarks only; nothing in the product imports it.
"""

from specimens.typeset.cells import Fragment, TypesetCell
from specimens.typeset.describe import Report, TableBlock, TextBlock, load_report
from specimens.typeset.looks import LOOKS, Look
from specimens.typeset.typesetting import Typeset, typeset

__all__ = [
    "LOOKS",
    "Fragment",
    "Look",
    "Report",
    "TableBlock",
    "TextBlock",
    "Typeset",
    "TypesetCell",
    "load_report",
    "typeset",
]
