"""Where the seeds lie that the readers share with dbt: words, table kinds, codes.

Belongs here: the folder alone. ``YUSUAN_SEEDS`` names another one, for trials with other words; what a report is read to follows from it,
so the version of the reading does too (``contract.code_version``).
"""

from __future__ import annotations

from pipelines.contract.code_version import ROOT, seeds_folder

SEEDS = seeds_folder(ROOT)
