"""What ``yusuan status`` says, in both languages.

Belongs here: its words and heads of columns. Reasons come in both languages from where they are made.
"""

from __future__ import annotations

from typing import Any

from pipelines.cli.language import Language

WORDS: dict[Language, dict[str, Any]] = {
    Language.ENGLISH: {
        "published": "Published {at}: {documents} reports, {tables:,} printed tables, {amounts:,} amounts, "
        "{failed:,} rules fail as printed",
        "title": "Published",
        "document_heads": ("department", "year", "kind", "pages", "tables", "held back", "file"),
        "place_heads": ("place", "years", "kind", "reports", "departments", "tables", "held back"),
        "one_by_one": "One by one: --reports, of a place: --reports --place NAME",
        "nothing_kept": "Nothing is held back.",
        "kept_out": "Kept out",
        "kept_heads": ("what", "since", "why and what to do"),
        "more_files": "… and {count} more",
        "more_reasons": "… and {count} more reasons: rpt_quarantine, or --json",
        "items": {"document": "report", "table": "table", "page": "page"},
        "page": ", page {page}",
        "last_run": "Last run {at} ({seconds} s): {outcome}. ",
        "outcomes": {
            "published": "published",
            "gate_closed": "gate closed",
            "failed": "failed",
            "nothing_new": "nothing new",
        },
        "older": "What you see is the publication before.",
        "warehouse": "Warehouse: ",
    },
    Language.CHINESE: {
        "published": "{at} 发布：{documents} 份报告，{tables:,} 张表，{amounts:,} 个金额，按所印有 {failed:,} 项核对不成立",
        "title": "已发布",
        "document_heads": ("部门", "年度", "种类", "页数", "表格", "暂扣", "文件"),
        "place_heads": ("地区", "年度", "种类", "报告", "部门", "表格", "暂扣"),
        "one_by_one": "逐份列出：--reports；只列某地：--reports --place 地名",
        "nothing_kept": "没有暂扣或排除的内容。",
        "kept_out": "未收录",
        "kept_heads": ("文件", "自何时", "原因与办法"),
        "more_files": "…… 另有 {count} 份",
        "more_reasons": "…… 另有 {count} 种原因：见 rpt_quarantine，或用 --json",
        "items": {"document": "报告", "table": "表格", "page": "页"},
        "page": "，第 {page} 页",
        "last_run": "上次运行 {at}（{seconds} 秒）：{outcome}。",
        "outcomes": {"published": "已发布", "gate_closed": "检验未通过", "failed": "失败", "nothing_new": "没有新内容"},
        "older": "现在看到的仍是上一次发布的内容。",
        "warehouse": "数据库：",
    },
}
