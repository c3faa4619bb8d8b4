"""How a number is printed: the one grammar that documents, extraction, tables and text read by.

Belongs here: digits, thousands separators, decimals. Signs, units, what a number means and where it stands do not.
"""

from __future__ import annotations

#: Thousands separators as they should be: 1,234,567.
GROUPED = r"\d{1,3}(?:,\d{3})+"
#: A spreadsheet's format ``0,000`` sets one separator alone, however long the number: 1234,567. In a cell it can be nothing
#: else; in a sentence it may be two numbers (2024,120 万元), so the text reads by ``GROUPED`` alone.
GROUPED_IN_CELL = rf"(?:{GROUPED}|\d{{4,}},\d{{3}})"
#: Any whole number in a cell.
WHOLE_IN_CELL = rf"(?:{GROUPED_IN_CELL}|\d+)"
#: Any whole number in a sentence.
WHOLE_IN_TEXT = rf"(?:{GROUPED}|\d+)"
#: What only money looks like: it has separators or decimals, as codes and years have not.
MONEY_LIKE = rf"{GROUPED_IN_CELL}(?:\.\d+)?|\d+\.\d{{1,6}}"
