"""Running text to facts: paragraphs, figures stated in sentences, glossary, units named, tables promised.

Belongs here: everything that stands outside the ruled tables. Tables are read in ``reports.tables``, the report's identity
in ``reports.identity``; nothing is compared with the tables here, that is done in dbt.
"""

from pipelines.reports.narrative.reader import Narrative, read_narrative

__all__ = ["Narrative", "read_narrative"]
