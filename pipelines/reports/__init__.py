"""Extracted documents into the contract's tables: printed tables, running text, identity of the report.

Belongs here: what cells and lines of text mean. Characters and geometry are read in ``extraction``; yuan, hierarchies and
checks are made in dbt.
"""

from __future__ import annotations

from pipelines.contract.parquet import HandOver, read_hand_over, write_hand_over
from pipelines.reports.facts import FileFacts
from pipelines.reports.report import read_report

__all__ = ["FileFacts", "HandOver", "read_hand_over", "read_report", "write_hand_over"]
