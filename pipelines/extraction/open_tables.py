# Camelot is marked as typed, but most of its functions are not.
# mypy: disable-error-code="no-untyped-call"
"""Tables without upright rules (三线表): rows between level rules, columns by where the text stands.

Belongs here: making a grid of such a table if nothing about it is in doubt; else it is left unread, which conservation names.
A wrapped name, two texts in one column of a row, or a header over several columns with rules of its own is doubt enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from camelot.image_processing import coalesce_collinear_lines

from pipelines.extraction.figures import figures_of_line
from pipelines.extraction.glyphs import Glyph
from pipelines.extraction.lattice import RuledGrid, Segment
from pipelines.extraction.lines import WIDE_GAP_EM, PrintedLine, group_lines, split_at_gaps

#: Top, below the header, bottom.
_FEWEST_RULES = 3
_FEWEST_ROWS = 3
#: Rules of one table begin and end at the same place, in points.
_SAME_END = 4.0
#: A shorter rule (share of the page's width) underlines a word.
_SHORTEST_RULE = 0.3

_Interval = tuple[float, float]


def find_open_tables(horizontal: list[Segment], outside: Sequence[Glyph], page_width: float) -> list[RuledGrid]:
    """Return the tables that level rules alone make; ``outside`` are the characters that stand in no other table."""
    rules: list[Segment] = coalesce_collinear_lines(horizontal, "horizontal")
    long = sorted(
        (rule for rule in rules if rule[2] - rule[0] >= _SHORTEST_RULE * page_width), key=lambda rule: -rule[1]
    )
    found: list[RuledGrid] = []
    for group in _same_extent(long):
        if len(group) >= _FEWEST_RULES and not _has_partial_rules(group, rules):
            grid = _grid(group, outside)
            if grid is not None:
                found.append(grid)
    return found


def _same_extent(rules: Sequence[Segment]) -> list[list[Segment]]:
    """Return the rules, top to bottom, by where they begin and end."""
    groups: list[list[Segment]] = []
    for rule in rules:
        for group in groups:
            if abs(group[0][0] - rule[0]) <= _SAME_END and abs(group[0][2] - rule[2]) <= _SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def _has_partial_rules(group: Sequence[Segment], rules: Sequence[Segment]) -> bool:
    top, bottom = group[0][1], group[-1][1]
    return sum(bottom <= rule[1] <= top for rule in rules) > len(group)


def _grid(rules: Sequence[Segment], glyphs: Sequence[Glyph]) -> RuledGrid | None:
    """Return the table between the first and the last rule; None if it is in doubt."""
    x0, x1 = rules[0][0], rules[0][2]
    top, below_header, bottom = rules[0][1], rules[1][1], rules[-1][1]
    inside = [glyph for glyph in glyphs if x0 <= glyph.middle_x <= x1 and bottom < glyph.middle_y < top]
    header = group_lines(glyph for glyph in inside if glyph.middle_y > below_header)
    body = group_lines(glyph for glyph in inside if glyph.middle_y < below_header)
    runs = [_runs(line) for line in body]
    # A line with one text alone may be the rest of the name above it, or the beginning of the one below.
    if not header or len(body) < _FEWEST_ROWS or any(len(row) < 2 for row in runs):
        return None
    if not all(map(figures_of_line, body)):
        return None
    columns = _columns(runs)
    if columns is None:
        return None
    x_edges = (x0, *((left[1] + right[0]) / 2 for left, right in pairwise(columns)), x1)
    y_edges = (top, below_header, *((a.box.y0 + b.box.y1) / 2 for a, b in pairwise(body)), bottom)
    straddled = [_straddles(header, edge) for edge in x_edges[1:]]
    rows = len(y_edges) - 1
    return RuledGrid(
        x_edges=x_edges,
        y_edges=y_edges,
        has_right=(tuple(not is_straddled for is_straddled in straddled), *((True,) * len(columns),) * (rows - 1)),
        has_below=((True,) * len(columns),) * rows,
    )


def _runs(line: PrintedLine) -> list[_Interval]:
    return [(run[0].x0, run[-1].x1) for run in split_at_gaps(line.glyphs, WIDE_GAP_EM / 2)]


def _columns(rows: Sequence[Sequence[_Interval]]) -> list[_Interval] | None:
    """Return the columns that the runs of all rows share; None if a row has two runs in one, or there is only one."""
    columns: list[list[float]] = []
    for start, end in sorted(run for row in rows for run in row):
        if columns and start <= columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], end)
        else:
            columns.append([start, end])
    for row in rows:
        places = [next(n for n, (start, end) in enumerate(columns) if start <= run[0] <= end) for run in row]
        if len(set(places)) < len(places):
            return None
    return [(start, end) for start, end in columns] if len(columns) > 1 else None


def _straddles(lines: Sequence[PrintedLine], edge: float) -> bool:
    """Tell whether a text of the header runs over a column's edge: it stands over both columns."""
    return any(start < edge < end for line in lines for start, end in _runs(line))
