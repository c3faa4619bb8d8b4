"""What Python hands to dbt of a report's running text: statements, paragraphs, terms, units and tables it names.

Belongs here: names, columns, types, what each means. Nothing is computed here.
"""

from __future__ import annotations

from pipelines.contract.columns import Column, Table
from pipelines.contract.keys import BOX, DOCUMENT, PAGE

STATEMENTS = Table(
    "statements",
    "文字数据",
    "One row per figure stated in the narrative or profile.",
    ("statement_id",),
    (
        Column("statement_id", "text", "标识", "document_id[:16] + '-s' + ordinal.", required=True),
        DOCUMENT,
        PAGE,
        Column(
            "part",
            "text",
            "部分",
            "profile, narrative, glossary or other.",
            required=True,
            allowed=("profile", "narrative", "glossary", "other"),
        ),
        Column(
            "section_title",
            "text",
            "章节",
            "Numbered headings above, from 一、 down, joined by a slash: 五、一般公共预算支出安排情况/（一）….",
        ),
        Column("sentence_no", "integer", "句序", "Sentence in the document, from 1.", required=True),
        Column("sentence", "text", "句子", "The whole sentence, wraps joined.", required=True),
        Column(
            "group_no",
            "integer",
            "组",
            "Figures that speak of the same thing (amount, change, percent) share it.",
            required=True,
        ),
        Column(
            "subject_key",
            "text",
            "主题",
            "Key in seed narrative_subjects (total, basic, project, personnel, agency_operating …); null if not understood.",
        ),
        Column("subject_text", "text", "主题原文", "Words that name the subject.", required=True),
        Column("function_code", "text", "功能科目编码", "If the subject is a function item, subclass or class."),
        Column("economic_code", "text", "经济科目编码", "If the subject is an economic class or subclass."),
        Column("project_name", "text", "项目名称", "If the subject is a project."),
        Column(
            "context_key",
            "text",
            "语境",
            "subject_key of the enclosing subject: project for a class named under 项目支出…其中; null if none.",
        ),
        Column(
            "parent_statement_id",
            "text",
            "整体标识",
            "Statement this figure is a part of (其中：…), as the text says; the text may single out some parts only.",
        ),
        Column(
            "role",
            "text",
            "角色",
            "What the figure says of the subject; budget_amount is the budget that final accounts are compared with.",
            required=True,
            allowed=(
                "amount",
                "prior_amount",
                "budget_amount",
                "change",
                "change_percent",
                "share_percent",
                "completion_percent",
                "count",
                "other",
            ),
        ),
        Column(
            "direction",
            "text",
            "方向",
            "increase, decrease or same, from the words beside a change.",
            allowed=("increase", "decrease", "same"),
        ),
        Column(
            "told_as",
            "text",
            "表述方式",
            "stated, or told only to give a reason, to name a purpose or to note something (a glossary, a note of a table).",
            required=True,
            allowed=("stated", "reason", "purpose", "note"),
        ),
        Column(
            "base_subject_key",
            "text",
            "占比基数主题",
            "Of a share: subject_key of the whole its words name (占本年支出预算); null if they name none.",
        ),
        Column("amount_year", "integer", "数据年度", "Year the figure is of."),
        Column("value_text", "text", "印刷文本", "The figure as printed.", required=True),
        Column("value", "printed_number", "数值", "The number in the printed unit.", required=True),
        Column("decimals_printed", "integer", "小数位", "Digits after the point.", required=True),
        Column("unit_label", "text", "单位", "元, 万元, %, 人, 辆, 个 …"),
        Column("unit_multiplier", "integer", "换算", "Yuan per printed unit for money; null for others."),
        *BOX,
    ),
)

PARAGRAPHS = Table(
    "paragraphs",
    "段落",
    "One row per paragraph of running text outside tables.",
    ("document_id", "paragraph_no"),
    (
        DOCUMENT,
        Column("paragraph_no", "integer", "段序", "Order in the document, from 1.", required=True),
        PAGE,
        Column(
            "part", "text", "部分", "profile, tables, narrative, glossary, contents, cover or other.", required=True
        ),
        Column("section_title", "text", "章节", "Nearest numbered heading."),
        Column("is_heading", "boolean", "是否标题", "True for a heading.", required=True),
        Column("text", "text", "文本", "Normalised text, wraps joined.", required=True),
    ),
)

TERMS = Table(
    "terms",
    "名词解释",
    "One row per term the glossary explains.",
    ("document_id", "term_no"),
    (
        DOCUMENT,
        Column("term_no", "integer", "序", "Order in the glossary, from 1.", required=True),
        PAGE,
        Column("term", "text", "名词", "The term as printed.", required=True),
        Column("definition", "text", "解释", "Its explanation.", required=True),
        Column("class_name", "text", "类", "Where the term is a function path: its 类 …"),
        Column("subclass_name", "text", "款", "… 款 …"),
        Column("item_name", "text", "项", "… and 项."),
    ),
)

NAMED_UNITS = Table(
    "named_units",
    "预算单位",
    "One row per budget unit the profile names.",
    ("document_id", "unit_no"),
    (
        DOCUMENT,
        Column("unit_no", "integer", "序", "Order, from 1.", required=True),
        PAGE,
        Column(
            "unit_name_printed", "text", "单位名称", "Name as printed (本级机关, 青山区党员服务中心).", required=True
        ),
        Column(
            "is_own_office",
            "boolean",
            "是否本级",
            "True for the department's own office (本级, 本级机关).",
            required=True,
        ),
        Column("sentence", "text", "句子", "Sentence or table row that names it.", required=True),
    ),
)

PROMISED_TABLES = Table(
    "promised_tables",
    "目录",
    "One row per table the contents promise.",
    ("document_id", "promise_no"),
    (
        DOCUMENT,
        Column("promise_no", "integer", "序", "Order, from 1.", required=True),
        PAGE,
        Column("printed_no", "text", "表号", "Number as printed."),
        Column("printed_title", "text", "表名", "Title as promised.", required=True),
        Column("table_kind", "text", "表类", "Kind the title says; null if not recognised."),
    ),
)
