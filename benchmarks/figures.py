"""How the benchmarks' pages print figures.

Belongs here: what more than one page prints alike.
"""

from __future__ import annotations


def share(part: int, whole: int) -> str:
    """A share with one decimal; never rounded up to all."""
    return "–" if not whole else f"{int(part * 1000 / whole) / 10:.1f} %"
