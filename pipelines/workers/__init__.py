"""Processes that can be ended: whatever opens a PDF, or may never come to an end, runs in one, within a budget.

Belongs here: the budgets (``budget``), the pool that keeps them from outside (``pool``), and what a process does (``child``).
A worker holds neither the run's lock nor an open warehouse, and dies with its starter. What is worked on is named by whoever
asks: this room knows no report.
"""

from pipelines.workers.budget import Budget, Budgets
from pipelines.workers.pool import Outcome, Pool, Problem, Task, usual_worker_count

__all__ = ["Budget", "Budgets", "Outcome", "Pool", "Problem", "Task", "usual_worker_count"]
