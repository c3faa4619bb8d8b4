"""Quality: the gate before publication, and the diagnosis of what does not add up.

``run_suites`` judges a candidate by the suites of ``expectations/``; ``write_results`` keeps the results as rows;
``bridge`` shows them as Dagster asset checks. Importing this package does not import Great Expectations.
"""

from pipelines.quality.gate import ExpectationResult, GateReport, decide, run_suites
from pipelines.quality.judge import Judged
from pipelines.quality.policy import Policy, PolicyError, read_policy
from pipelines.quality.results import write_results

__all__ = [
    "ExpectationResult",
    "GateReport",
    "Judged",
    "Policy",
    "PolicyError",
    "decide",
    "read_policy",
    "run_suites",
    "write_results",
]
