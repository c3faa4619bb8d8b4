"""Kinds of tables whose point of the cube has no name: their key spells the point out (``expenditure.fiscal.basic.economic``).

Belongs here: from the axes of a point to such a key and back, and the named kind that tables at such points are printed like (seed
``unnamed_points``). Which points have a name is said by ``coordinates.titles``; dbt reads the key the same way (``int_unnamed_kind``).
"""

from __future__ import annotations

import csv
from functools import cache

from pipelines.reports.seeds import SEEDS

_PARTED = "."
_ANY = "*"
#: What a key says where the point says nothing, so that its parts keep their places; what rows run along is left out.
_UNSAID = {"fund": "all", "expenditure_kind": "total"}


def unnamed_kind(flow: str, fund: str, expenditure_kind: str, along: str) -> str | None:
    """Return the key of a point's kind, axes empty where it says nothing; None if no known kind of table is printed like it."""
    if _model(flow, expenditure_kind, along) is None:
        return None
    return _PARTED.join(
        filter(None, (flow, fund or _UNSAID["fund"], expenditure_kind or _UNSAID["expenditure_kind"], along))
    )


def axes_of_unnamed(kind: str) -> dict[str, str] | None:
    """Return what such a key says on each axis, empty where it says nothing; None for a kind that has a name."""
    if _PARTED not in kind:
        return None
    flow, fund, expenditure_kind, *along = kind.split(_PARTED)
    said = {"flow": flow, "fund": fund, "expenditure_kind": expenditure_kind, "along": "".join(along), "item": ""}
    return {axis: "" if value == _UNSAID.get(axis) else value for axis, value in said.items()}


def model_of_unnamed(kind: str) -> str | None:
    """Return the named kind that tables of such a kind are printed like; None for a kind that has a name."""
    axes = axes_of_unnamed(kind)
    return _model(axes["flow"], axes["expenditure_kind"], axes["along"]) if axes else None


@cache
def _model(flow: str, expenditure_kind: str, along: str) -> str | None:
    """The line of the seed for this kind of expenditure, else that for any."""
    with (SEEDS / "vocabulary/unnamed_points.csv").open(newline="", encoding="utf-8") as file:
        lines = {
            row["expenditure_kind"]: row["printed_like"]
            for row in csv.DictReader(file)
            if (row["flow"], row["along"]) == (flow, along)
        }
    return lines.get(expenditure_kind or _UNSAID["expenditure_kind"], lines.get(_ANY))
