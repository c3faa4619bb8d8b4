"""Pages that deceive: a small table of known cells, and something on or below it that is not what the page shows.

Belongs here: ``paper`` (PDF objects as they are), ``table`` (the table, in many looks), ``kinds`` (the ways to deceive, each with ten
variants and more). What must be read from a page is its table; what must not be is in ``Variant.unseen``.
"""

from __future__ import annotations

from specimens.hostile.kinds import KINDS, Variant, variant

__all__ = ["KINDS", "Variant", "variant"]
