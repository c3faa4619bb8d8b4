"""What Python hands to dbt of a report's pages and printed tables: documents, pages, tables, cells, rows, columns, amounts, texts.

Belongs here: names, columns, types, what each means. Nothing is computed here.
"""

from __future__ import annotations

from pipelines.contract.columns import Column, Table
from pipelines.contract.keys import BOX, CELL, DOCUMENT, PAGE, ROW_ID, TABLE_ID

VALUE_STATES = ("printed", "zero", "empty", "marker", "unreadable")
VALUE_TYPES = ("money", "price", "count", "percent")
ROW_KINDS = ("header", "total", "subtotal", "group", "line", "note")

DOCUMENTS = Table(
    "documents",
    "文件",
    "One row per document (distinct content).",
    ("document_id",),
    (
        DOCUMENT,
        Column("file_name", "text", "文件名", "Path below data/raw/ the content was first seen under.", required=True),
        Column("title", "text", "标题", "Title of the report as printed, lines joined."),
        Column("issuer_name", "text", "公开单位", "Body that publishes the report, as printed in titles."),
        Column("department_code", "text", "部门代码", "Department's budget code (112) where the report prints one."),
        Column("department_name", "text", "部门名称", "Department's full name from the unit tables, else the issuer."),
        Column(
            "division_code", "text", "行政区划代码", "Administrative division (GB/T 2260), if the report reveals it."
        ),
        Column("division_name", "text", "行政区划", "Name of the division, as far as titles reveal it."),
        Column("fiscal_year", "integer", "年度", "Fiscal year of the report."),
        Column(
            "report_kind",
            "text",
            "报告类型",
            "budget (部门预算) or final_accounts (部门决算).",
            allowed=("budget", "final_accounts"),
        ),
        Column(
            "body_kind", "text", "主体类型", "department (部门) or unit (单位) report.", allowed=("department", "unit")
        ),
        Column("source_url", "text", "来源网址", "Where the file was fetched from, if it was."),
        Column("retrieved_at", "timestamp", "获取时间", "When the file was fetched or first seen."),
        Column("page_count", "integer", "页数", "Pages of the PDF.", required=True),
        Column(
            "text_layer",
            "text",
            "文字层",
            "Where the text comes from.",
            required=True,
            allowed=("born_digital", "scanned", "mixed"),
        ),
        Column("extractor_version", "text", "抽取版本", "Version of extraction and reading rules.", required=True),
        Column(
            "is_held_back", "boolean", "是否暂扣", "True if nothing of this document may be published.", required=True
        ),
        Column("hold_reason", "text", "暂扣原因", "Why it is held back, for a person."),
    ),
)

PAGES = Table(
    "pages",
    "页",
    "One row per page of a document.",
    ("document_id", "page_no"),
    (
        DOCUMENT,
        PAGE,
        Column("width_points", "points", "宽", "Displayed width.", required=True),
        Column("height_points", "points", "高", "Displayed height.", required=True),
        Column("rotation_degrees", "integer", "旋转", "/Rotate of the page.", required=True),
        Column(
            "text_layer",
            "text",
            "文字层",
            "born_digital: its text was read; scanned: it was read off its picture, being a scan or showing other digits than its text says; blank.",
            required=True,
            allowed=("born_digital", "scanned", "blank"),
        ),
        Column(
            "engine",
            "text",
            "读表引擎",
            "What read the page's tables.",
            required=True,
            allowed=("none", "vector", "raster", "ocr"),
        ),
        Column(
            "figures_on_page", "integer", "页上数字", "Figures an independent reading of the page finds.", required=True
        ),
        Column("figures_in_cells", "integer", "表内数字", "Of these, how many lie in exactly one cell.", required=True),
        Column(
            "figures_outside", "integer", "表外数字", "Of these, how many stand outside every table.", required=True
        ),
        Column(
            "conservation_status",
            "text",
            "守恒检查",
            "Whether every figure is accounted for; doubtful: all but those of single cells, which are flagged.",
            required=True,
            allowed=("holds", "doubtful", "fails", "not_applicable"),
        ),
        Column("conservation_problem", "text", "守恒问题", "Which figures are lost, doubled, cut or glued, and where."),
        Column(
            "min_ocr_confidence",
            "share",
            "最低识别置信度",
            "Lowest OCR confidence of the page's cells, 0–1; null unless OCR.",
        ),
        Column(
            "second_reading",
            "text",
            "第二次读数",
            "How its figures were read again, to compare: operators of the page, or the library's interpreter where these were not plain; null if not.",
            allowed=("operators", "interpreter"),
        ),
    ),
)

PRINTED_TABLES = Table(
    "printed_tables",
    "表",
    "One row per printed table, however many pages it runs over.",
    ("table_id",),
    (
        TABLE_ID,
        DOCUMENT,
        Column("ordinal", "integer", "序", "Order in the document, from 1.", required=True),
        Column("printed_no", "text", "表号", "Number as printed (5 of 表5), if any."),
        Column("printed_title", "text", "表名", "Title as printed, lines joined."),
        Column("title_year", "integer", "标题年度", "Year named in the title."),
        Column(
            "title_fund_source_key",
            "text",
            "标题资金来源",
            "Fund source the title names, key in seed fund_sources; null if it names none, or is not understood.",
        ),
        Column(
            "title_carry_scope",
            "text",
            "标题结转范围",
            "Carry-over as the title words it (不含上年结转 is current); null if it does not, or is not understood.",
            allowed=("current", "carry_over", "all"),
        ),
        Column("table_kind", "text", "表类", "Key in seed table_kinds; null if not recognised."),
        Column("kind_by_title", "text", "表类（标题）", "Kind the title alone says."),
        Column("kind_by_header", "text", "表类（表头）", "Kind the header words alone say."),
        Column("header_text", "text", "表头", "Header rows as printed, cells joined by '|', rows by '/'."),
        Column("unit_label", "text", "单位", "Money unit as printed (元, 万元)."),
        Column("unit_multiplier", "integer", "换算", "Yuan per printed unit (1, 10000)."),
        Column(
            "unit_source",
            "text",
            "单位出处",
            "Where the unit was found.",
            allowed=("above", "grid", "header", "cell", "document", "none"),
        ),
        Column("first_page_no", "integer", "首页", "First page.", required=True),
        Column("last_page_no", "integer", "末页", "Last page.", required=True),
        Column("row_count", "integer", "行数", "Body rows after joining page breaks.", required=True),
        Column("column_count", "integer", "列数", "Columns of the grid.", required=True),
        Column("is_empty", "boolean", "空表", "True if no body cell prints a figure other than zero.", required=True),
        Column("empty_note", "text", "空表说明", "Sentence near an empty table that says why it is empty."),
        Column("note", "text", "备注", "Notes printed below the table."),
        Column(
            "is_held_back", "boolean", "是否暂扣", "True if this table's reading can't be stood behind.", required=True
        ),
        Column("hold_reason", "text", "暂扣原因", "Why (conservation failed on page …, unit unknown, …)."),
    ),
)

CELLS = Table(
    "cells",
    "单元格",
    "One row per printed cell (a cell broken over pages is one row per piece).",
    ("cell_id",),
    (
        CELL,
        DOCUMENT,
        TABLE_ID,
        PAGE,
        Column("row_no", "integer", "行", "Row in the joined table, header rows included, from 1.", required=True),
        Column("col_no", "integer", "列", "Column in the joined table, from 1.", required=True),
        Column("row_span", "integer", "跨行", "Rows it spans.", required=True),
        Column("col_span", "integer", "跨列", "Columns it spans.", required=True),
        Column(
            "form_no", "integer", "表单号", "Form inside the table (project forms of table 15), from 1.", required=True
        ),
        Column("piece_no", "integer", "片段", "1 for the cell, 2.. for its pieces on later pages.", required=True),
        Column("text_raw", "text", "原文", "Text as the page gives it.", required=True),
        Column("text", "text", "文本", "Normalised text of this piece.", required=True),
        Column("joined_text", "text", "全文", "Text of the whole cell, all pieces (only on piece 1)."),
        Column(
            "role",
            "text",
            "角色",
            "What the cell is.",
            required=True,
            allowed=("title", "header", "label", "figure", "empty", "note"),
        ),
        Column("engine", "text", "引擎", "What read it.", required=True, allowed=("vector", "raster", "ocr")),
        Column("ocr_confidence", "share", "识别置信度", "0–1, null unless OCR."),
        *BOX,
    ),
)

ROWS = Table(
    "rows",
    "表行",
    "One row per body row of a printed table (one per side where halves stand side by side).",
    ("row_id",),
    (
        ROW_ID,
        TABLE_ID,
        DOCUMENT,
        Column("form_no", "integer", "表单号", "Form inside the table, from 1.", required=True),
        Column("block_no", "integer", "栏组", "Side-by-side half the row stands in, from 1.", required=True),
        Column("row_no", "integer", "行", "Row in the joined table.", required=True),
        Column("page_no", "integer", "页码", "Page the row starts on.", required=True),
        Column(
            "side",
            "text",
            "收支",
            "revenue or expenditure where the table has both.",
            allowed=("revenue", "expenditure"),
        ),
        Column(
            "along",
            "text",
            "科目分类",
            "What the names of its half run along, where the table prints the same money in several halves.",
            allowed=("function", "economic", "government_economic", "use"),
        ),
        Column("row_kind", "text", "行类", "What the row is.", required=True, allowed=ROW_KINDS),
        Column("row_key", "text", "行键", "Key of a known label in seed row_labels (current_revenue_total, …)."),
        Column(
            "level_no",
            "integer",
            "层级",
            "Depth: 0 = grand total; parent = nearest earlier row of the block with smaller level.",
            required=True,
        ),
        Column(
            "is_part",
            "boolean",
            "其中",
            "True if the row is only a part of the row above it (其中), no summand of it.",
        ),
        Column("label_printed", "text", "行名", "Name cell of the row, numbering kept."),
        Column("function_code", "text", "功能科目编码", "3, 5 or 7 digits."),
        Column("function_name_printed", "text", "功能科目名称", "Name printed for it."),
        Column(
            "economic_code",
            "text",
            "经济科目编码",
            "部门预算支出经济分类, 3 or 5 digits; 7 for an item below the national list.",
        ),
        Column("economic_name_printed", "text", "经济科目名称", "Name printed for it."),
        Column(
            "government_economic_code",
            "text",
            "政府预算经济科目编码",
            "政府预算支出经济分类, 3 or 5 digits, printed or by its name, beside or instead of the department's.",
        ),
        Column("unit_code", "text", "单位代码", "Budget unit's code; inherited from the unit row above."),
        Column("unit_name_printed", "text", "单位名称", "Budget unit's name; inherited likewise."),
        Column("project_code", "text", "项目编码", "Project code."),
        Column("project_name_printed", "text", "项目名称", "Project name as printed."),
        Column("procurement_code", "text", "采购品目编码", "政府采购品目 code."),
        Column("procurement_name_printed", "text", "采购品目名称", "Name printed for it."),
        Column(
            "code_source",
            "text",
            "编码出处",
            "Where the classification code came from.",
            allowed=("printed", "name", "inherited", "none"),
        ),
        Column(
            "no_code_reason",
            "text",
            "无编码原因",
            "Why the row has no code (total row, unit row, name not in the list…).",
        ),
    ),
)

COLUMNS = Table(
    "columns",
    "列",
    "One row per money column of a printed table that is no form: which column it is summed into, and how far its own sum is proven.",
    ("table_id", "block_no", "col_no"),
    (
        TABLE_ID,
        DOCUMENT,
        Column("block_no", "integer", "分栏", "Side-by-side half of the table, from 1.", required=True),
        Column("col_no", "integer", "列", "Column, from 1.", required=True),
        Column("header_path", "text", "表头路径", "Header cells above, outermost first, joined by '/'.", required=True),
        Column("measure_key", "text", "计量", "Key in seed measures; null if the header is not known."),
        Column("amount_year", "integer", "数据年度", "Year the column's figures are of."),
        Column("parent_col_no", "integer", "上级列", "Column that this one is a summand or a part of; null if none."),
        Column(
            "is_part",
            "boolean",
            "其中",
            "True if it is only a part of that column (其中), by its words or because the sums close without it.",
            required=True,
        ),
        Column(
            "sums_tried",
            "integer",
            "列内合计数",
            "Rows in which the columns summed into this one were compared with it.",
        ),
        Column("sums_closed", "integer", "平衡数", "Those of them that add up."),
        Column(
            "sums_proving",
            "integer",
            "有效平衡数",
            "Those that can't add up by accident: two addends or more, no small number.",
        ),
    ),
)

LINES = Table(
    "lines",
    "金额",
    "One row per body cell that holds, or could hold, a figure.",
    ("line_id",),
    (
        Column("line_id", "text", "标识", "row_id + '-c' + col_no.", required=True),
        ROW_ID,
        TABLE_ID,
        DOCUMENT,
        CELL,
        PAGE,
        Column("col_no", "integer", "列", "Column of the cell.", required=True),
        Column("measure_key", "text", "计量", "Key in seed measures; null if the header is not known."),
        Column("header_path", "text", "表头路径", "Header cells above, outermost first, joined by '/'.", required=True),
        Column("value_type", "text", "数值类型", "What kind of figure.", required=True, allowed=VALUE_TYPES),
        Column(
            "value_state",
            "text",
            "状态",
            "printed, zero (printed 0), empty, marker (-, *), unreadable.",
            required=True,
            allowed=VALUE_STATES,
        ),
        Column("value_text", "text", "印刷文本", "Text as printed, white space removed."),
        Column("value", "printed_number", "数值", "The number in the printed unit; null unless printed or zero."),
        Column("decimals_printed", "integer", "小数位", "Digits after the point as printed."),
        Column("unit_multiplier", "integer", "换算", "Yuan per printed unit for money and price; null for others."),
        Column(
            "amount_year",
            "integer",
            "数据年度",
            "Year the figure is of (differs from fiscal_year in prior-year columns).",
        ),
        Column("is_flagged", "boolean", "存疑", "True if the reading itself is doubtful.", required=True),
        Column("flag_reason", "text", "存疑原因", "Why (low OCR confidence, conservation, …)."),
    ),
)

LABELS = Table(
    "labels",
    "文字栏",
    "One row per body cell that holds text in a known column or form field.",
    ("label_id",),
    (
        Column("label_id", "text", "标识", "row_id + '-c' + col_no.", required=True),
        ROW_ID,
        TABLE_ID,
        DOCUMENT,
        CELL,
        PAGE,
        Column("form_no", "integer", "表单号", "Form inside the table.", required=True),
        Column(
            "field_key",
            "text",
            "栏目",
            "Key of the column or form field (unit_code, project_name, fund_nature…); null if unknown.",
        ),
        Column("header_path", "text", "表头路径", "Header or field caption as printed.", required=True),
        Column("text", "text", "文本", "Normalised text, wraps joined.", required=True),
    ),
)

INDICATORS = Table(
    "indicators",
    "绩效指标",
    "One row per performance indicator printed in a target table.",
    ("indicator_id",),
    (
        Column("indicator_id", "text", "标识", "row_id + '-i'.", required=True),
        ROW_ID,
        TABLE_ID,
        DOCUMENT,
        PAGE,
        Column("form_no", "integer", "表单号", "Form (project) inside the table.", required=True),
        Column(
            "goal_scope",
            "text",
            "目标范围",
            "long_term, annual or project.",
            required=True,
            allowed=("long_term", "annual", "project"),
        ),
        Column("goal_no", "integer", "目标序号", "Number of the goal it belongs to."),
        Column("goal_text", "text", "目标", "Text of that goal."),
        Column("project_name", "text", "项目名称", "Project of the form, for project targets."),
        Column("level1_name", "text", "一级指标", "产出指标, 效益指标 …"),
        Column("level2_name", "text", "二级指标", "数量指标, 质量指标 …"),
        Column("indicator_name", "text", "指标名称", "Name of the indicator.", required=True),
        Column("target_value_text", "text", "指标值", "Target (or expected value of the year) as printed."),
        Column("prior_year_value_text", "text", "上年指标值", "Value of the year before, as printed."),
        Column("prior_2_year_value_text", "text", "前年指标值", "Value two years before, as printed."),
        Column("standard_text", "text", "绩效标准", "Standard as printed."),
        Column("cell_id", "text", "单元格标识", "Cell of the target value.", required=True),
    ),
)
