"""The version of what turns pages into cells; cells of another version are made again.

Belongs here: which modules and libraries decide which cells a page has. How a version is computed is in
``contract.code_version``.
"""

from __future__ import annotations

from functools import cache

from pipelines.contract.code_version import code_version

CELL_ENTRIES = ("pipelines.extraction.document", "pipelines.extraction.saved")
CELL_LIBRARIES = ("camelot-py", "playa-pdf", "pypdfium2", "rapidocr", "onnxruntime")


@cache
def cells_version() -> str:
    """Return the version of what turns pages into cells; a change of words or reading rules leaves it as it is."""
    return code_version(CELL_ENTRIES, CELL_LIBRARIES)
