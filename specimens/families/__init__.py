"""Typeset reports in the way of each layout family, with known figures: ``clean_report(family, seed)``.

Belongs here: one made-up department's money (``money``), the ways places print it (``style``, ``styles``), and the tables
(``tables``, ``summaries``). Everything adds up by construction; the expected figures come from the money, not from reading.
"""

from specimens.families.report import Family, clean_report
from specimens.families.styles import STYLES

__all__ = ["STYLES", "Family", "clean_report"]
