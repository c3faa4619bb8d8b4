"""Reports whose texts tell their tables in the wordings of many places: ``told_report(name)``, every sentence right by construction.

Belongs here: one set of figures a report (``book``), how a figure is put into words (``amounts``), tables of it (``budget_tables``,
``final_tables``), and the texts themselves (``reports/``), whose figures are names of the book. For tests and benchmarks only.
"""

from specimens.texts.book import Book, read_book
from specimens.texts.report import NAMES, told_report

__all__ = ["NAMES", "Book", "read_book", "told_report"]
