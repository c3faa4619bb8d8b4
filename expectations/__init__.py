"""What must hold of the warehouse before it is published: suites as code, one file a subject.

Each module of this package with a ``suites()`` function declares one or more suites in the words of
``pipelines.quality.declare``; ``policy.toml`` says what a failure does to publication; ``checkpoint`` lists what the gate
runs, in order. To add an expectation, add it to the file of its subject: it becomes a Dagster asset check, a row of
``rpt_expectation_result`` and a line of Data Docs by itself.
"""

from expectations.checkpoint import declared_policy, declared_suites

__all__ = ["declared_policy", "declared_suites"]
