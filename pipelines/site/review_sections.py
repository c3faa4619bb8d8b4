"""What stands around the findings of a review: the report's card, its tables, what could not be checked or read.

Belongs here: these parts as HTML. The findings are in ``review_page``.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from pipelines.contract.doubts import split_languages
from pipelines.documents.names import shown
from pipelines.documents.verdicts import VERDICTS_ZH, Verdict
from pipelines.review.answer import ReviewedReport, TableRead, Unread, Untried
from pipelines.site.review_words import BODY_KINDS, REPORT_KINDS, TEXT_LAYERS, UNREAD_KINDS, both, percent


def report_card(report: ReviewedReport) -> str:
    """Who the report is of, and how it fared."""
    kind = REPORT_KINDS.get(report.report_kind or "", ("未识别", "not recognised"))
    body = BODY_KINDS.get(report.body_kind or "", ("", ""))
    unknown = both("未识别", "not recognised")
    facts = [
        ("单位", "issuer", escape(report.issuer) if report.issuer else unknown),
        ("年度", "year", str(report.fiscal_year) if report.fiscal_year else unknown),
        ("种类", "kind", both(f"{body[0]}{kind[0]}", f"{body[1]} {kind[1]}".strip())),
        ("计量单位", "units", escape("、".join(report.units) or "–")),
        (
            "页数",
            "pages",
            f"{report.page_count}（{both(*TEXT_LAYERS.get(report.text_layer, (report.text_layer, '')))}）",
        ),
        ("表格", "tables", str(len(report.tables))),
        ("金额", "amounts", str(report.amount_count)),
        ("核对通过", "passed", str(report.passed)),
        ("不成立", "failed", str(report.failed)),
        ("未能核对", "not applicable", str(report.not_applicable)),
        ("已由合计证实", "proven", percent(report.proven_percent)),
    ]
    cells = "".join(f"<div><dt>{both(zh, en)}</dt><dd>{value}</dd></div>" for zh, en, value in facts)
    unproven = ""
    if report.unproven_zh:
        english = f"<span lang='en'>Not proven: {escape(report.unproven_en or '')}</span>"
        unproven = f"<p class='note'>未证实：{escape(report.unproven_zh)} {english}</p>"
    held = ""
    if report.hold_reason:
        held = f"<p class='held'>{both('整份报告暂扣，请勿据此下结论', 'held back')}：{_reason(report.hold_reason)}</p>"
    title = escape(report.title or shown(report.path.name))
    return (
        f"<section class='card'><h1>{title}</h1><p class='where'>{escape(shown(report.path.name))} · SHA-256 "
        f"{report.document_id[:16]}</p>{held}<dl>{cells}</dl>{unproven}</section>"
    )


def sections_below(report: ReviewedReport, *, has_many: bool) -> str:
    """Tables found and absent, what was printed and not understood, and the rules that found nothing to compare."""
    name = f"：{escape(shown(report.path.name))}" if has_many else ""
    parts = [
        f"<section><h2>表格 <span lang='en'>Tables</span>{name}</h2>{_tables(report.tables)}{_absent(report.absent)}</section>",
        _unmatched(report.unmatched),
        _unread(report.unread),
        _untried(report.untried),
    ]
    return "\n".join(part for part in parts if part)


def _tables(tables: Sequence[TableRead]) -> str:
    if not tables:
        return "<p>没有表格 <span lang='en'>no tables</span></p>"
    rows = "".join(
        f"<tr><td>{escape(table.label)}</td><td>{escape(table.kind_zh or '未识别')} "
        f"<span lang='en'>{escape(table.kind_en or 'not recognised')}</span></td><td>{_pages(table)}</td>"
        f"<td class='figure'>{table.row_count}</td><td>{escape(table.unit or '–')}</td><td>{_state(table)}</td></tr>"
        for table in tables
    )
    head = _head(
        ("表", "table"), ("种类", "kind"), ("页", "pages"), ("行", "rows"), ("单位", "unit"), ("状态", "state")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _pages(table: TableRead) -> str:
    first, last = table.first_page_no, table.last_page_no
    return str(first) if first == last else f"{first}–{last}"


def _state(table: TableRead) -> str:
    if table.hold_reason:
        return f"<b class='held'>{both('暂扣', 'held back')}</b> {_reason(table.hold_reason)}"
    if table.is_empty:
        return both("空表", "empty")
    if table.proven_percent is None:
        return both("已读", "read")
    return both(f"已读，{table.proven_percent}% 已由合计证实", f"read, {table.proven_percent}% proven")


def _absent(absent: Sequence[str]) -> str:
    if not absent:
        return ""
    words = both("目录中有而报告中没有", "in the contents, not in the report")
    return f"<p class='held'>{words}：{escape('、'.join(absent))}</p>"


def _unmatched(verdicts: Sequence[Verdict]) -> str:
    """What people decided on findings that are no longer made: kept, so that it can be seen why."""
    if not verdicts:
        return ""
    rows = "".join(
        f"<tr><td>{escape(VERDICTS_ZH[item.verdict])}</td><td>{escape(item.title_zh or item.finding_key)}</td>"
        f"<td>{escape(item.note or '')}</td><td>{escape(item.reviewer or '')}</td>"
        f"<td>{escape(f'{item.list_name} {item.line_no}')}</td></tr>"
        for item in verdicts
    )
    head = _head(
        ("判断", "verdict"), ("当时的问题", "what was found"), ("说明", "note"), ("判断人", "who"), ("行", "line")
    )
    return (
        "<section><h2>不再提出的问题的人工判断 <span lang='en'>Verdicts on findings that are no longer made</span></h2>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _unread(unread: Sequence[Unread]) -> str:
    if not unread:
        return ""
    rows = "".join(
        f"<tr><td>{'–' if item.page_no is None else item.page_no}</td><td>{both(*UNREAD_KINDS.get(item.what, (escape(item.what), '')))}</td>"
        f"<td>{escape(item.printed)}</td><td class='figure'>{item.figure_count}</td></tr>"
        for item in unread
    )
    head = _head(("页", "page"), ("内容", "what"), ("所印", "printed"), ("处", "count"))
    return (
        "<section><h2>未识别的内容 <span lang='en'>Printed, not understood</span></h2>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _head(*names: tuple[str, str]) -> str:
    return "".join(f"<th>{both(zh, en)}</th>" for zh, en in names)


def _reason(reason: str) -> str:
    """Why something is held back, in both languages if it is told in both."""
    apart = split_languages(reason)
    return escape(apart.zh) if apart.zh == apart.en else both(escape(apart.zh), escape(apart.en))


def _untried(untried: Sequence[Untried]) -> str:
    if not untried:
        return ""
    groups = []
    for (reason, reason_en), items in groupby(untried, key=lambda item: (item.reason, item.reason_en)):
        rules = list(items)
        lines = "".join(
            f"<li>{escape(item.sentence_zh)} <span lang='en'>{escape(item.sentence_en)}</span> "
            f"<code>{escape(item.rule_id)}</code></li>"
            for item in rules
        )
        groups.append(
            f"<details><summary>{both(escape(reason), escape(reason_en))}（{len(rules)}）</summary><ul>{lines}</ul></details>"
        )
    return (
        f"<section><h2>未能核对的规则 <span lang='en'>Rules that found nothing to compare</span>（{len(untried)}）</h2>"
        f"<p>未能核对不等于通过。 <span lang='en'>Not applicable is not passed.</span></p>{''.join(groups)}</section>"
    )
