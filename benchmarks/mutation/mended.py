"""The reference report with its mistakes mended: a clean report with all fifteen tables and a narrative.

Belongs here: what is wrong in the original, as replacements. That nothing is left to find is asserted by the trial.
"""

from __future__ import annotations

from dataclasses import replace

from specimens.typeset import Report, TableBlock, TextBlock, load_report

#: In the running text: the wrong basic expenditure, names of functions of earlier years, a unit that no table knows.
_IN_TEXTS = {
    "549.26": "549.24",
    "行政事业单位离退休(款)": "行政事业单位养老支出(款)",
    "医疗卫生(类)": "卫生健康支出(类)",
    "单位包括本级机关及下属 1 个二级单位青山区党员服务中心。": "单位只包括本级机关。",
}
#: In the tables: another table's header, names of projects and of the department, the sum of 2022.
_IN_TABLES = {
    9: {"本年政府性基金预算支出": "本年国有资本经营预算支出"},
    14: {"1918.94": "1978.94"},
    15: {
        "青山区委组织部": "中共青山区委组织部",
        "干部管理及干部培训宣传教育工作经费": "干部管理及干部培训宣传教育经费",
        "人才专项工作经费": "人才工作经费",
    },
}
#: Table 6: from this row on every amount stands a row too high; the last row's are printed twice.
_SLIPPED_TABLE_NO, _SLIPPED_FROM, _LABEL_COUNT = 6, "30199", 2


def mended_reference() -> Report:
    """The description of the reference report, mended."""
    return replace(
        (report := load_report("qingshan_2024")),
        blocks=tuple(_text(block) if isinstance(block, TextBlock) else _table(block) for block in report.blocks),
    )


def _text(block: TextBlock) -> TextBlock:
    def mend(line: str) -> str:
        for wrong, right in _IN_TEXTS.items():
            line = line.replace(wrong, right)
        return line

    return TextBlock(tuple(tuple(mend(line) for line in page) for page in block.pages))


def _table(block: TableBlock) -> TableBlock:
    words = _IN_TABLES.get(block.table_no, {})
    grids = tuple([[words.get(text, text) for text in row] for row in grid] for grid in block.grids)
    if block.table_no == _SLIPPED_TABLE_NO:
        (grid,) = grids
        first = next(number for number, row in enumerate(grid) if row[0] == _SLIPPED_FROM)
        amounts = [row[_LABEL_COUNT:] for row in grid[first:]]
        for row, moved in zip(grid[first:], [["0.00"] * len(amounts[0]), *amounts], strict=False):
            row[_LABEL_COUNT:] = moved
    return replace(block, grids=grids)
