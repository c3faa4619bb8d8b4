"""From failing checks to causes: the smallest thing that explains all of them, proven by the sums it closes.

Belongs here: proposing what may have happened to a report (``moved_rows``, ``wrong_value``, ``row_faults``), trying it
(``trial``), choosing (``choose``), joining what has one cause (``one_cause``), weighing whether the report may be accused by it
(``standing``), and saying it (``wording``, ``stated``, ``places``). ``frames`` is the way in and out for dbt.
Not here: which checks exist (dbt rules), and any change to a published figure: suggestions stand beside what is printed.
"""

from pipelines.diagnosis.choose import Diagnosis, diagnose_case
from pipelines.diagnosis.facts import CaseFile, Check, Figure
from pipelines.diagnosis.finding import Finding
from pipelines.diagnosis.wording import word_diagnosis

__all__ = ["CaseFile", "Check", "Diagnosis", "Figure", "Finding", "diagnose_case", "word_diagnosis"]
