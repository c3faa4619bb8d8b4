"""Whether two grids have the same columns, and the columns of both together.

Belongs here: geometry of column edges. Which grids are one table belongs to ``joining``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.model import Grid

#: Edges of one ruled column on two pages; real reports differ by up to 3 points, columns are wider than 8.
EDGE_TOLERANCE_POINTS = 4.0
#: The whole table may stand elsewhere on the next page (other margins, centred).
SHIFT_TOLERANCE_POINTS = 40.0


#: Fewer rules in common prove nothing.
_MIN_SHARED_EDGES = 4
#: So many are enough if they stand exactly in their places, that is, within this share of the usual tolerance.
_MIN_EXACT_EDGES = 3
_EXACT_SHARE = 0.25
#: How far a rule may move, as a share of the narrower column beside it.
_MOST_OF_A_COLUMN = 0.25


def columns_continue(edges: Sequence[float], grid: Grid, *, is_form: bool = False) -> bool:
    """True if a grid's columns are those of a table with these edges.

    Either all edges lie in the same places (perhaps moved together), or the grid shows only some of them (a page on which
    cells are merged), between the same outer edges. A form changes its columns from block to block: half of them suffice.
    """
    if len(edges) == len(grid.column_edges) and _same_widths(edges, grid.column_edges):
        return True
    outer_match = _near(edges[0], grid.column_edges[0], 2) and _near(edges[-1], grid.column_edges[-1], 2)
    if not outer_match:
        return False
    fewer, more = sorted((edges[1:-1], grid.column_edges[1:-1]), key=len)
    if not fewer:
        return is_form
    common = sum(any(_near(edge, other) for other in more) for edge in fewer)
    return common == len(fewer) or (is_form and common * 2 >= len(fewer))


def columns_correspond(edges: Sequence[float], grid: Grid) -> bool:
    """True if a grid has as many columns between the same outer edges, and each lies where its own of the table does.

    On another page a rule may stand some points aside; most of them stand still, and none comes near its neighbour's place.
    """
    others = grid.column_edges
    if len(edges) != len(others) or not (_near(edges[0], others[0]) and _near(edges[-1], others[-1])):
        return False
    moved = [number for number, edge in enumerate(edges) if not _near(edge, others[number])]
    widths = [min(edges[n + 1] - edges[n], others[n + 1] - others[n]) for n in range(len(edges) - 1)]
    reach = [min(widths[number - 1], widths[number]) * _MOST_OF_A_COLUMN for number in moved]
    is_still = len(edges) - len(moved) >= max(_MIN_SHARED_EDGES, len(edges) // 2 + 1)
    return is_still and all(abs(edges[n] - others[n]) <= most for n, most in zip(moved, reach, strict=True))


def same_width(edges: Sequence[float], grid: Grid) -> bool:
    """True if a grid stands between the same outer edges as a table with these edges, or is as wide as it."""
    width, other = edges[-1] - edges[0], grid.column_edges[-1] - grid.column_edges[0]
    return abs(width - other) <= EDGE_TOLERANCE_POINTS * 2


def is_part_of_form(edges: Sequence[float], grid: Grid) -> bool:
    """True if a grid shows the last columns of a form with these edges: its outer rules left of them are missing on this page.

    The last two columns alone must stand exactly in their places.
    """
    count = len(grid.column_edges)
    times = 1 if count >= _MIN_SHARED_EDGES else _EXACT_SHARE
    return (
        count >= _MIN_EXACT_EDGES
        and _near(edges[-1], grid.column_edges[-1], times)
        and all(any(_near(edge, other, times) for other in edges) for edge in grid.column_edges)
    )


def shift_between(edges: Sequence[float], grid: Grid) -> float:
    """How far the grid lies to the right of a table with these edges; 0 unless all its columns moved together."""
    if len(edges) == len(grid.column_edges) and _same_widths(edges, grid.column_edges):
        return grid.column_edges[0] - edges[0]
    return 0.0


def union_of_edges(edges: Sequence[float], more: Sequence[float]) -> list[float]:
    """Return all edges of both, ascending; edges in the same place count once."""
    union = list(edges)
    union.extend(edge for edge in more if not any(_near(edge, other) for other in edges))
    return sorted(union)


def nearest(edges: Sequence[float], position: float) -> int:
    """Index of the edge nearest to a position."""
    return min(range(len(edges)), key=lambda number: abs(edges[number] - position))


def _near(left: float, right: float, times: float = 1) -> bool:
    return abs(left - right) <= EDGE_TOLERANCE_POINTS * times


def _same_widths(edges: Sequence[float], others: Sequence[float]) -> bool:
    if abs(edges[0] - others[0]) > SHIFT_TOLERANCE_POINTS:
        return False
    shift = others[0] - edges[0]
    return all(_near(edge + shift, other) for edge, other in zip(edges, others, strict=True))
