"""Reports whose every option is drawn by itself from a seed, with the truth of each printed amount: ``random_report(seed)``.

Belongs here: one department's money as a cube (``money``), the drawing of options (``options``), how codes, figures and titles are
printed (``labels``, ``titles``), the rows and columns of a table (``nodes``, ``columns``, ``rows``), the tables themselves
(``classified``, ``summaries``, ``lists``) and their setting into grids (``sheet``). Every table is printed from the same cube, so
every law holds exactly: whatever is found in such a report is a false finding.
"""

from specimens.random_layouts.report import RandomReport, random_report
from specimens.random_layouts.truth import Amount

__all__ = ["Amount", "RandomReport", "random_report"]
