"""What the run hands to dbt beside the readings of documents: files, holds, rules switched off, claims of identity,
verdicts of people, tries to fetch something, who should publish.

Belongs here: names, columns, types, what each means. They lie in the hand-over's root, beside documents/.
"""

from __future__ import annotations

from pipelines.contract.columns import Column, Table
from pipelines.contract.keys import DOCUMENT

#: Written by the run, not by a document: what became of every file in data/raw/.
FILES = Table(
    "files",
    "原始文件",
    "One row per file name and content ever seen below data/raw/.",
    ("file_name", "document_id"),
    (
        Column("file_name", "text", "文件名", "Path below data/raw/.", required=True),
        Column("document_id", "text", "文件标识", "SHA-256 of the bytes; null if the file could not be opened."),
        Column("size_bytes", "bigint", "字节", "Size of the file.", required=True),
        Column(
            "status",
            "text",
            "状态",
            "What became of it; gone if it was taken out, or other bytes were written over it.",
            required=True,
            allowed=("accepted", "duplicate", "quarantined", "gone"),
        ),
        Column(
            "reason_code",
            "text",
            "原因代码",
            "Key of the reason (empty_file, not_a_pdf, truncated_pdf, password_protected, not_a_budget, duplicate …).",
        ),
        Column("reason_zh", "text", "原因", "Reason for a person, in Chinese."),
        Column("reason_en", "text", "原因（英文）", "Reason for a person, in English, and what to do."),
        Column("duplicate_of", "text", "重复于", "file_name the same bytes were first seen under."),
        Column("first_seen_at", "timestamp", "首次出现", "When the file was first seen.", required=True),
        Column("last_seen_at", "timestamp", "最近出现", "When it was last seen.", required=True),
    ),
)

#: Written by the run: documents and printed tables that a gate decided to hold back, though they were read.
HOLDS = Table(
    "holds",
    "暂扣",
    "One row per document or printed table the gate holds back.",
    ("document_id", "table_id"),
    (
        DOCUMENT,
        Column("table_id", "text", "表标识", "The printed table held back; null if it is the whole document."),
        Column("hold_reason", "text", "暂扣原因", "Why nothing of it is published, for a person.", required=True),
        Column("held_at", "timestamp", "暂扣时间", "When it was held back.", required=True),
    ),
)

#: Written by the run: rules of the catalogue whose checks broke an invariant, so that none of them counts in this run.
SWITCHED_OFF_RULES = Table(
    "switched_off_rules",
    "停用规则",
    "One row per rule that is switched off in this run.",
    ("rule_id",),
    (
        Column("rule_id", "text", "规则", "Rule of the catalogue (seed rules).", required=True),
        Column("reason_zh", "text", "停用原因", "Why its checks cannot be believed, in Chinese.", required=True),
        Column("reason_en", "text", "停用原因（英文）", "The same in English.", required=True),
        Column("switched_off_at", "timestamp", "停用时间", "When it was switched off.", required=True),
    ),
)

#: Written by the run: what is said of a file from outside of it. dbt weighs it against what the report itself prints.
IDENTITY_CLAIMS = Table(
    "identity_claims",
    "身份线索",
    "One row per file and place outside of it that says whose report it is, or of which year.",
    ("file_name", "claimed_by"),
    (
        Column("file_name", "text", "文件名", "Path below data/raw/.", required=True),
        Column(
            "claimed_by",
            "text",
            "线索来源",
            "stated: a line of data/raw/sources.csv or sources.yaml; file_name, folder_name: words in the file's or nearest folder's name.",
            required=True,
            allowed=("stated", "file_name", "folder_name"),
        ),
        Column("list_name", "text", "清单", "The list a person stated it in; null for names."),
        Column("line_no", "integer", "行号", "Its line there; null for names."),
        Column("issuer_name", "text", "公开单位", "Body that publishes the report."),
        Column("division_code", "text", "行政区划代码", "Administrative division (GB/T 2260) of that body."),
        Column("division_name", "text", "行政区划", "Its name."),
        Column("fiscal_year", "integer", "年度", "Fiscal year of the report."),
        Column("report_kind", "text", "报告类型", "budget or final_accounts.", allowed=("budget", "final_accounts")),
        Column(
            "part",
            "text",
            "部分",
            "Which part of a disclosure the file is; only a person states it.",
            allowed=("whole", "text", "tables", "targets"),
        ),
    ),
)

#: Written by the run (and by a review): what people decided on findings, from lists they keep.
VERDICTS = Table(
    "verdicts",
    "人工判断",
    "One row per finding on which a person has decided.",
    ("finding_key",),
    (
        Column(
            "finding_key",
            "text",
            "不符事项标识",
            "document_id[:16] + '-d' + hash of the rule, the page and the printed figures of what was judged.",
            required=True,
        ),
        Column(
            "verdict",
            "text",
            "判断",
            "confirmed (属实), not_a_fault (不属实) or undecided (待定).",
            required=True,
            allowed=("confirmed", "not_a_fault", "undecided"),
        ),
        Column("note", "text", "说明", "Why, in the person's words."),
        Column("reviewer", "text", "判断人", "Who decided."),
        Column("reviewed_on", "date", "判断日期", "When."),
        Column("rule_ids", "text", "规则", "Rules the finding rested on when it was judged, joined by semicolons."),
        Column("file_name", "text", "文件名", "File of the report when it was judged."),
        Column("page_nos", "text", "页码", "Pages of the finding then, joined by semicolons."),
        Column("title_zh", "text", "标题", "What the finding said then."),
        Column("list_name", "text", "清单", "List in which the decision stands.", required=True),
        Column("line_no", "integer", "行号", "Its line there.", required=True),
    ),
)

#: Written by fetching: every try to get something from another server.
FETCHES = Table(
    "fetches",
    "下载尝试",
    "One row per try at an address; the last ones of each address are kept.",
    ("url", "started_at", "attempt_no"),
    (
        Column("url", "text", "地址", "Address that was asked.", required=True),
        Column("started_at", "timestamp", "开始时间", "When the try began.", required=True),
        Column(
            "attempt_no", "integer", "次数", "Number of the try at this address within its run, from 1.", required=True
        ),
        Column(
            "outcome",
            "text",
            "结果",
            "fetched: saved as a report; new_version: other bytes than before at the same address, which take their place; unchanged: "
            "still the file that is here; copy: the bytes of a report that is here under another name; listed: a page, whose links "
            "were followed; failed: see the problem.",
            required=True,
            allowed=("fetched", "new_version", "unchanged", "copy", "listed", "failed"),
        ),
        Column("duration_ms", "bigint", "毫秒", "What the try took, in milliseconds.", required=True),
        Column(
            "source_url",
            "text",
            "来源页",
            "Address in the list that led here; null if it is that address itself.",
        ),
        Column("file_name", "text", "文件名", "Path below data/raw/ it is for; null for pages."),
        Column("list_name", "text", "清单", "List in data/raw/ it is asked for: sources.csv or sources.yaml."),
        Column("line_no", "integer", "行号", "Its line there."),
        Column("final_url", "text", "最终地址", "Where redirects led, if they did."),
        Column("http_status", "integer", "HTTP 状态", "Status of an answer that was no good; null if there was none."),
        Column("content_type", "text", "内容类型", "What the server said the content is."),
        Column("size_bytes", "bigint", "字节", "Size of what it gave."),
        Column("document_id", "text", "文件标识", "SHA-256 of the report it gave."),
        Column(
            "problem_code", "text", "问题代码", "Key of what went wrong (no_answer, server_error, robots, not_a_pdf …)."
        ),
        Column("problem_zh", "text", "问题", "What went wrong, for a person, in Chinese, and what to do."),
        Column("problem_en", "text", "问题（英文）", "The same in English."),
        Column(
            "rests_until",
            "timestamp",
            "暂停至",
            "The address is not asked again before; null if it may be asked at any time.",
        ),
    ),
)

#: Written by the run: who should publish, and by when, from a list that people keep (data/raw/expected.csv).
EXPECTED_BODIES = Table(
    "expected_bodies",
    "应公开单位",
    "One row per line of data/raw/expected.csv.",
    ("line_no",),
    (
        Column("line_no", "integer", "行号", "Line of data/raw/expected.csv.", required=True),
        Column("division_code", "text", "行政区划代码", "Division (GB/T 2260) of the body."),
        Column("division_name", "text", "行政区划", "Its name.", required=True),
        Column(
            "issuer_name",
            "text",
            "公开单位",
            "Body that should publish; null if the line is of all bodies of the division.",
        ),
        Column("fiscal_year", "integer", "年度", "Fiscal year of the report.", required=True),
        Column(
            "report_kind",
            "text",
            "报告类型",
            "budget or final_accounts.",
            required=True,
            allowed=("budget", "final_accounts"),
        ),
        Column(
            "is_expected",
            "boolean",
            "是否应公开",
            "False for a body that need not publish (merged, closed, secret).",
            required=True,
        ),
        Column(
            "approved_on", "date", "批复日期", "When the finance office approved it; the legal term runs from then on."
        ),
        Column("due_on", "date", "截止日期", "Last day to publish, if a person knows it."),
        Column("disclosed_on", "date", "公开日期", "When it was published, as the page that publishes it says."),
        Column("note", "text", "说明", "In the person's words."),
    ),
)
