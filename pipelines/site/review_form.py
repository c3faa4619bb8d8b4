"""公开情况检查表: the check-list that a finance bureau fills in, as a workbook.

Belongs here: its sheets, and how they look. What each row says is judged in ``review.obligations``; the crops are cut in
``review_crops``.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from pipelines.contract.spreadsheet_text import as_text
from pipelines.documents.names import shown
from pipelines.review.answer import Review, ReviewedReport, ReviewFinding, State
from pipelines.site.review_crops import Crop, CropCutter
from pipelines.site.review_words import BODY_KINDS, REPORT_KINDS, SEVERITY_WORDS, VERDICTS, judged_words, money

STATES: dict[State, str] = {"yes": "是", "no": "否", "not_applicable": "不适用", "not_checked": "未能核对"}
_FILLS: dict[State, str] = {"yes": "E2F0D9", "no": "F8CBAD", "not_applicable": "EDEDED", "not_checked": "FFF2CC"}
_LIST_TITLE, _FINDINGS_TITLE, _UNTRIED_TITLE = "公开情况检查表", "问题清单", "未能核对的规则"
_LIST_HEAD = (("序号", 6), ("类别", 20), ("检查事项", 40), ("是否符合", 12), ("问题或说明", 70), ("页码", 12))
_FINDINGS_HEAD = (
    ("序号", 6),
    ("级别", 8),
    ("表", 26),
    ("页码", 10),
    ("问题", 44),
    ("说明", 60),
    ("可使合计成立的改法", 44),
    ("性质", 22),
    ("截图", 90),
    ("判断用标识", 34),
)
_UNTRIED_HEAD = (("序号", 6), ("规则", 60), ("原因", 60))
_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEAD_FILL = PatternFill("solid", fgColor="D9E1F2")
#: A cell of a workbook holds no more.
_MOST_CHARACTERS = 32_000
#: A picture is shown this wide (pixels); a row is no higher than a spreadsheet allows (points).
_PICTURE_PIXELS, _MOST_ROW_POINTS, _POINTS_A_PIXEL = 620, 405.0, 0.75
_LINE_POINTS = 16.0
#: Changes told in a cell; the rest are counted.
_MOST_CHANGES = 6
_PICTURE_COLUMN = "I"


def write_review_form(
    review: Review, target: Path, on_finding: Callable[[int, int], None] = lambda number, count: None
) -> None:
    """Write the check-list of the report asked about, its findings with crops, and the rules that were not applied.

    Raises ``OSError`` if ``target`` cannot be written.
    """
    report = review.reports[0]
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = _LIST_TITLE
    _fill_list(first, report, review)
    with CropCutter({item.document_id: item.path for item in review.reports}) as cutter:
        _fill_findings(book.create_sheet(_FINDINGS_TITLE), review.findings, cutter, on_finding)
    _fill_untried(book.create_sheet(_UNTRIED_TITLE), report)
    target.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    book.save(buffer)
    target.write_bytes(buffer.getvalue())


def _fill_list(sheet: Worksheet, report: ReviewedReport, review: Review) -> None:
    kind = REPORT_KINDS.get(report.report_kind or "", ("", ""))[0]
    body = BODY_KINDS.get(report.body_kind or "", ("", ""))[0]
    _title(sheet, f"{body or '部门'}{kind or '预决算'}公开情况检查表", len(_LIST_HEAD))
    counted = {state: sum(duty.state == state for duty in report.duties) for state in STATES}
    told = "，".join(f"{word} {counted[state]} 项" for state, word in STATES.items())
    judged = f"；其中人工判断不属实 {review.no_fault_count} 处" if review.no_fault_count else ""
    severities = "，".join(f"{words[0]} {review.count(severity)} 处" for severity, words in SEVERITY_WORDS.items())
    for line in (
        f"单位：{report.issuer or '未识别'}　　年度：{report.fiscal_year or '未识别'}　　文件：{shown(report.path.name)}",
        f"检查结果：{told}；{severities}{judged}。“未能核对”不等于“是”，请人工核对。",
    ):
        sheet.append([_safe(line)])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(_LIST_HEAD))
        sheet.cell(sheet.max_row, 1).alignment = _WRAPPED
    _head(sheet, _LIST_HEAD)
    for number, duty in enumerate(report.duties, start=1):
        _row(sheet, (number, duty.section_zh, duty.name_zh, STATES[duty.state], duty.words_zh, _pages(duty.page_nos)))
        sheet.cell(sheet.max_row, 4).fill = PatternFill("solid", fgColor=_FILLS[duty.state])
        _fit_row(sheet, _LIST_HEAD)
    _finish(sheet, sheet.max_row - len(report.duties))


def _fit_row(sheet: Worksheet, head: Sequence[tuple[str, int]], least_points: float = 0.0) -> None:
    """Make the last row as high as its words need: programs other than the one that wrote it do not do so themselves."""
    lines = 1
    for position, (_, width) in enumerate(head, start=1):
        words = str(sheet.cell(sheet.max_row, position).value or "")
        # A Chinese character is as wide as two others; a column's border takes two.
        lines = max(lines, sum(max(1, -(-cell_len(line) // (width - 2))) for line in words.split("\n")))
    sheet.row_dimensions[sheet.max_row].height = min(_MOST_ROW_POINTS, max(least_points, _LINE_POINTS * lines))


def _fill_findings(
    sheet: Worksheet, findings: Sequence[ReviewFinding], cutter: CropCutter, on_finding: Callable[[int, int], None]
) -> None:
    _head(sheet, _FINDINGS_HEAD)
    for number, finding in enumerate(findings, start=1):
        crops, _ = cutter.cut(finding.marks)
        _row(
            sheet,
            (
                number,
                SEVERITY_WORDS[finding.severity][0],
                finding.table or "",
                _pages(finding.page_nos),
                finding.title_zh,
                finding.text_zh,
                _changes(finding),
                _nature(finding),
                "" if crops else "（无截图）",
                finding.finding_key or "",
            ),
        )
        _fit_row(sheet, _FINDINGS_HEAD, _picture(sheet, crops[0]) if crops else 0.0)
        on_finding(number, len(findings))
    if not findings:
        _row(sheet, ("", "", "", "", "没有发现不符之处；未能核对的见另表", "", "", "", "", ""))
    _finish(sheet, 1)


def _nature(finding: ReviewFinding) -> str:
    """What the finding says of the report, and what a person decided on it."""
    judged = f"\n{judged_words(finding.judged)}" if finding.judged else ""
    return VERDICTS[finding.verdict][0] + judged


def _picture(sheet: Worksheet, crop: Crop) -> float:
    """Put the crop into the last row; returns the points it needs."""
    image = Image(io.BytesIO(base64.b64decode(crop.png)))
    scale = min(
        1.0,
        _PICTURE_PIXELS / crop.width,
        (_MOST_ROW_POINTS - 4) / _POINTS_A_PIXEL / crop.height if crop.height else 1.0,
    )
    image.width, image.height = round(crop.width * scale), round(crop.height * scale)
    sheet.add_image(image, f"{_PICTURE_COLUMN}{sheet.max_row}")
    return max(60.0, float(image.height) * _POINTS_A_PIXEL + 4)


def _fill_untried(sheet: Worksheet, report: ReviewedReport) -> None:
    _head(sheet, _UNTRIED_HEAD)
    for number, rule in enumerate(report.untried, start=1):
        _row(sheet, (number, rule.sentence_zh, rule.reason))
        _fit_row(sheet, _UNTRIED_HEAD)
    _finish(sheet, 1)


def _changes(finding: ReviewFinding) -> str:
    told = [
        f"{change.place}：{money(change.printed)} 改为 {money(change.suggested)}"
        for change in finding.changes[:_MOST_CHANGES]
    ]
    if len(finding.changes) > _MOST_CHANGES:
        told.append(f"另有 {len(finding.changes) - _MOST_CHANGES} 处")
    if told and not finding.is_proven:
        told.insert(0, "可能的改法之一，仅凭本报告不能断定：")
    return "\n".join(told)


def _pages(page_nos: Sequence[int]) -> str:
    return "、".join(map(str, page_nos))


def _title(sheet: Worksheet, text: str, column_count: int) -> None:
    sheet.append([text])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=column_count)
    cell = sheet.cell(1, 1)
    cell.font, cell.alignment = Font(bold=True, size=16), Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 30


def _head(sheet: Worksheet, columns: Iterable[tuple[str, int]]) -> None:
    names = list(columns)
    # The first row of an empty sheet is where append begins.
    sheet.append([name for name, _ in names])
    for position, (_, width) in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
        cell = sheet.cell(sheet.max_row, position)
        cell.font, cell.fill, cell.border, cell.alignment = Font(bold=True), _HEAD_FILL, _BORDER, _WRAPPED


def _row(sheet: Worksheet, values: Sequence[Any]) -> None:
    sheet.append([_safe(value) for value in values])
    for position in range(1, len(values) + 1):
        cell = sheet.cell(sheet.max_row, position)
        cell.alignment, cell.border = _WRAPPED, _BORDER


def _safe(value: Any) -> Any:
    """Text that is no formula, has nothing that a workbook cannot hold, and is no longer than a cell holds."""
    if not isinstance(value, str):
        return value
    text: str = as_text(ILLEGAL_CHARACTERS_RE.sub("", value))
    return text[:_MOST_CHARACTERS]


def _finish(sheet: Worksheet, head_row: int) -> None:
    """Keep the head in sight, and let it print as wide as a page lies."""
    sheet.freeze_panes = sheet.cell(head_row + 1, 1)
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
