"""The version of triage; what it answered in another version is asked again.

Belongs here: which modules and libraries decide whether a file is a report. How a version is computed is in
``contract.code_version``.
"""

from __future__ import annotations

from functools import cache

from pipelines.contract.code_version import code_version

TRIAGE_ENTRIES = ("pipelines.documents.triaging",)
TRIAGE_LIBRARIES = ("pypdfium2", "rapidocr", "onnxruntime")


@cache
def triage_version() -> str:
    """Return the version of what triage answers."""
    return code_version(TRIAGE_ENTRIES, TRIAGE_LIBRARIES)
