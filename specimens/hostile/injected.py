"""Reports whose texts want to be run: markup, formulas, templates, queries, control characters, wherever a report prints a text.

Belongs here: the texts, where they stand, and reports and hand lists that hold them, drawn by a seed. What shows such a text must show it
as it is printed. Markup carries the class ``hostile`` and sets ``hit``; addresses lead to ``hostile.invalid``; what is computed gives 1337.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from specimens.families import clean_report
from specimens.families.money import ISSUER, YEAR
from specimens.typeset import LOOKS, Report, TableBlock, TextBlock, typeset

MARKUP = (
    "<script class=hostile>hit=1</script>",
    "<img class=hostile src=x onerror=hit=1>",
    "</script><script class=hostile>hit=1</script>",
    "</td></tr></table><b class=hostile>x",
    "</title></style><p class=hostile>x",
    "<svg class=hostile onload=hit=1>",
    '"><i class=hostile onmouseover=hit=1 x="',
    "'><i class=hostile onmouseover=hit=1 x='",
    "&lt;b class=hostile&gt;x",
    "&#60;img class=hostile src=x onerror=hit=1&#62;",
    "<a class=hostile href=javascript:hit=1>x</a>",
    "--><b class=hostile>x<!--",
    "]]><b class=hostile>x",
    "<iframe class=hostile src=//hostile.invalid>",
    "javascript:hit=1",
)
MARKDOWN = (
    "[x](javascript:hit=1)",
    "![x](http://hostile.invalid/x.png)",
    "[x](http://hostile.invalid/)",
    "<http://hostile.invalid/>",
    "# **x** `y` ~~z~~",
)
TERMINAL = ("[bold red]x[/]", "[link=http://hostile.invalid]x[/link]", "x[/bold]", ":warning:x")
TEMPLATES = ("{{ 7*191 }}", "{% raise x %}", "${7*191}", "$heading$$x", "{0.__class__}", "%(x)s%n")
QUOTES = ("'; drop table dim_document; --", '"]});hit=1//', r"\u003cb class=hostile\u003ex", "x' or '1'='1")
FORMULAS = (
    "=7*191",
    "=cmd|'/C calc'!A0",
    "+7*191+cmd|'/C calc'!A0",
    "-7*191+cmd|'/C calc'!A0",
    "@SUM(7*191)",
    "＝7*191",
    '=HYPERLINK("http://hostile.invalid","x")',
    '=DDE("cmd","/C calc","x")',
)
#: What paper can show.
PRINTABLE = (*MARKUP, *MARKDOWN, *TERMINAL, *TEMPLATES, *QUOTES, *FORMULAS)
#: What no font prints: only the name of a file or a list that people keep can hold it.
CONTROLS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;http://hostile.invalid\x07x\x1b]8;;\x07",
    "\x9b2Jx",
    "\t=7*191",
    "\r=7*191",
    " =7*191",
    "\u202egp.exe",
    "\x07\x08x",
)
#: Where a text stands in a report.
PLACES = (
    "issuer",
    "cover",
    "title",
    "unit",
    "note",
    "header",
    "label",
    "project",
    "sentence",
    "unknown",
    "metadata",
    "name",
)
_TOWNS = "东湖市西湖市北湖市中湖市上湖市下湖市新湖市古湖市大湖市小湖市青湖市白湖市黄湖市红湖市"
#: The families whose columns ``_changed`` knows.
_FAMILY = "shanghai"
_SHOWN_AMOUNT = 4
#: What makes a file a report, for one that prints next to nothing.
_OF_A_REPORT = "收支总表 收入总表 支出总表 财政拨款 三公经费 政府采购 绩效目标"


@dataclass(frozen=True, slots=True)
class Injected:
    """A report: its file's name and bytes, whose it is, and which text stands where."""

    file_name: str
    pdf: bytes
    town: str
    issuer: str
    texts: Mapping[str, tuple[str, ...]]


def injected(seed: int) -> Injected:
    """Return a report with a text that wants to be run in each place; twelve seeds in a row put every text on paper."""
    chance = Random(f"injected {seed}")
    order = sorted(PRINTABLE, key=lambda text: chance.random())
    texts: dict[str, tuple[str, ...]] = {place: (order[number],) for number, place in enumerate(PLACES)}
    # In turn, so that few reports hold all of them.
    texts["label"] = tuple(PRINTABLE[(4 * seed + n) % len(PRINTABLE)] for n in range(4))
    texts["project"] = tuple(PRINTABLE[(4 * seed + n + 20) % len(PRINTABLE)] for n in range(4))
    texts["name"] = (chance.choice((*PRINTABLE, *CONTROLS)).replace("/", "_"),)
    town = _TOWNS[3 * (seed % (len(_TOWNS) // 3)) :][:3]
    # A name with markup in it is nobody's: of every second report a list must say whose it is.
    issuer = f"{town}{texts['issuer'][0]}局" if seed % 2 else f"{town}统筹协调局"
    report = _changed(clean_report(_FAMILY, seed).report, texts, issuer)
    pdf = typeset(report, LOOKS["reference"], characters="".join(PRINTABLE)).pdf
    return Injected(f"{texts['name'][0]} {seed}.pdf", pdf, town, issuer, texts)


def held_back(seed: int) -> Injected:
    """Return a report whose only table cannot be checked: it does not say in which unit its money is, or its title is nobody's."""
    made = injected(seed)
    texts = made.texts
    rows = [[label, f"{n + 1}00.00"] for n, label in enumerate((*texts["label"], *texts["project"]))]
    title = f"{YEAR}年部门项目支出表{texts['title'][0] if seed % 2 else ''}"
    grid = [["项目名称", "合计"], *rows]
    table = TableBlock(1, title, (grid,), (30.0, 12.0), note=texts["note"][0])
    cover = TextBlock(((f"{made.town}统筹协调局", f"{YEAR}年部门预算", _OF_A_REPORT),))
    report = Report(texts["metadata"][0], (cover, table))
    return replace(made, pdf=typeset(report, LOOKS["reference"], characters="".join(PRINTABLE)).pdf)


def stated(reports: Sequence[Injected]) -> list[list[str]]:
    """Return the rows of ``sources.csv`` that say whose the reports are, each with a note that wants to be run."""
    notes = (*PRINTABLE, *CONTROLS)
    rows = [["file_name", "issuer", "fiscal_year", "kind", "note"]]
    for number, report in enumerate(reports):
        rows.append([report.file_name, report.issuer, str(YEAR), "budget", notes[-1 - number % len(notes)]])
    return rows


def _changed(report: Report, texts: Mapping[str, tuple[str, ...]], issuer: str) -> Report:
    """The report of another body, with the texts in their places and one figure that does not add up."""
    blocks: list[TextBlock | TableBlock] = []
    for block in report.blocks:
        if isinstance(block, TextBlock):
            pages = tuple(tuple(line.replace(ISSUER, issuer) for line in page) for page in block.pages)
            blocks.append(TextBlock(pages))
        else:
            grids = tuple([[text.replace(ISSUER, issuer) for text in row] for row in grid] for grid in block.grids)
            unit = block.unit.replace(ISSUER, issuer)
            blocks.append(_table(replace(block, grids=grids, unit=unit), texts))
    cover, *others = blocks
    assert isinstance(cover, TextBlock)
    first = (*cover.pages[0], texts["cover"][0])
    told = TextBlock(
        (("第三部分 其他说明", f"本部门负责{texts['sentence'][0]}，{YEAR}年安排120.00万元。", texts["sentence"][0]),)
    )
    return Report(texts["metadata"][0], (TextBlock((first,)), *others, _projects(texts), _unknown(texts), told))


def _table(block: TableBlock, texts: Mapping[str, tuple[str, ...]]) -> TableBlock:
    if block.table_no == 2:
        return replace(block, unit=f"{block.unit} {texts['unit'][0]}")
    if block.table_no == 3:
        grid = [list(row) for row in block.grids[0]]
        leaves = [number for number, row in enumerate(grid) if row[2] and number]
        for number, text in zip(leaves, texts["label"], strict=False):
            grid[number][3] = text
        # What does not add up is told, and the words of its row with it.
        grid[leaves[0]][_SHOWN_AMOUNT] = "7" + grid[leaves[0]][_SHOWN_AMOUNT]
        return replace(block, grids=(grid,))
    if block.table_no == 4:
        return replace(block, title=f"{block.title}{texts['title'][0]}")
    if block.table_no == 8:
        grid = [list(row) for row in block.grids[0]]
        grid[1][-1] = texts["header"][0]
        return replace(block, grids=(grid,))
    return replace(block, note=f"{block.note}{texts['note'][0]}") if block.note else block


def _projects(texts: Mapping[str, tuple[str, ...]]) -> TableBlock:
    rows = [[text, f"{n + 1}00,000.00"] for n, text in enumerate(texts["project"])]
    grid = [["项目名称", "合计"], ["合计", "1,000,000.00"], *rows]
    return TableBlock(
        10, f"{YEAR}年部门项目支出表", (grid,), (30.0, 12.0), unit="单位：元", left_columns=frozenset({0})
    )


def _unknown(texts: Mapping[str, tuple[str, ...]]) -> TableBlock:
    text = texts["unknown"][0]
    grid = [[text, f"{text}甲", f"乙{text}"], [text, "1.00", "2.00"], ["丙", "3.00", text]]
    return TableBlock(11, f"附表{text}", (grid,), (20.0, 20.0, 20.0), unit="单位：元")
