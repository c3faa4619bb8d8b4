"""Pages and printed tables: every figure of a page is accounted for, every unit is known.

Belongs here: conservation and what ties a cell to its page. What becomes of the cells' figures belongs in
``structure_facts``.
"""

from __future__ import annotations

from pipelines.quality.declare import Expected, Suite

#: Units that reports print, in yuan: 元, 千元, 万元, 百万元, 亿元. Another multiplier is a misreading.
UNIT_MULTIPLIERS = (1, 1_000, 10_000, 1_000_000, 100_000_000)
#: Points a ruled cell may stick out of its page (line widths, crop boxes).
BOX_SLACK_POINTS = 5

_PUBLISHED_TABLES = """
    select printed_tables.*
    from staging.stg_printed_tables as printed_tables
    inner join intermediate.int_document as documents on printed_tables.document_id = documents.document_id
    where documents.is_published and not printed_tables.is_held_back and printed_tables.table_kind is not null
"""
_TABLE_PAGES = f"""
    select distinct printed_tables.table_id, printed_tables.table_kind, pages.*
    from ({_PUBLISHED_TABLES}) as printed_tables
    inner join staging.stg_pages as pages
        on printed_tables.document_id = pages.document_id
        and pages.page_no between printed_tables.first_page_no and printed_tables.last_page_no
"""

CONSERVED = Expected(
    "figures_of_the_page_are_conserved",
    "已发布表格所在的每一页，数字不丢、不重、不断、不粘。",
    "On every page a published table stands on, no figure is lost, doubled, cut or glued.",
    f"""
    select
        document_id, page_no, table_kind, table_id, conservation_status, conservation_problem,
        figures_on_page, figures_in_cells, figures_outside,
        conservation_status = 'fails' or conservation_status = 'not_applicable' and figures_on_page > 0 as is_offending
    from ({_TABLE_PAGES})
    """,
    scope="document",
)
COUNTED = Expected(
    "figures_of_the_page_add_up",
    "守恒的页上，表内数字加表外数字等于页上数字。",
    "Where conservation holds, figures in cells and figures outside make up the figures of the page.",
    f"""
    select
        document_id, table_id, page_no, figures_on_page, figures_in_cells, figures_outside,
        figures_on_page != figures_in_cells + figures_outside as is_offending
    from ({_TABLE_PAGES}) where conservation_status = 'holds'
    """,
    scope="document",
)
PAGES_KNOWN = Expected(
    "pages_of_tables_are_known",
    "已发布表格所跨的每一页都有记录。",
    "Every page a published table runs over is on record.",
    f"""
    select
        tables.document_id, tables.table_id, tables.first_page_no, tables.last_page_no,
        count(pages.page_no) as pages_known, any_value(tables.last_page_no - tables.first_page_no + 1) as pages_expected,
        pages_known != pages_expected as is_offending
    from ({_PUBLISHED_TABLES}) as tables
    left join staging.stg_pages as pages
        on tables.document_id = pages.document_id and pages.page_no between tables.first_page_no and tables.last_page_no
    group by tables.document_id, tables.table_id, tables.first_page_no, tables.last_page_no
    """,
    scope="document",
)
UNIT = Expected(
    "units_are_known",
    "每个金额的单位（元、万元…）已知。",
    "The unit of every amount is known (yuan, ten thousand yuan …).",
    f"""
    select
        document_id, table_id, page_no, table_kind, label_printed, header_path, value_text, unit_multiplier, cell_id,
        unit_multiplier not in {UNIT_MULTIPLIERS} as is_offending
    from intermediate.int_amount
    where value_type in ('money', 'price') and value is not null and value != 0
    """,
    scope="document",
)
SIDE = Expected(
    "figures_stand_on_the_side_of_their_header",
    "左右并列的表中，收入行的数字不在“支出”栏下，支出行的不在“收入”栏下。",
    "Where revenue and expenditure stand side by side, no figure of a revenue row stands under an expenditure header, nor the reverse.",
    """
    select
        document_id, table_id, page_no, table_kind, side, label_printed, header_path, value_text, cell_id,
        case side
            when 'revenue' then contains(header_path, '支') and not contains(header_path, '收')
            else contains(header_path, '收') and not contains(header_path, '支')
        end as is_offending
    from intermediate.int_amount
    where side is not null and value is not null
    """,
    scope="document",
)
BOXES = Expected(
    "boxes_lie_on_their_page",
    "每个单元格的位置都在页内。",
    "The box of every cell lies on its page.",
    f"""
    select
        cells.document_id, cells.page_no, cells.cell_id, cells.text,
        cells.x0_points, cells.y0_points, cells.x1_points, cells.y1_points, pages.width_points, pages.height_points,
        not (
            cells.x0_points between -{BOX_SLACK_POINTS} and cells.x1_points
            and cells.y0_points between -{BOX_SLACK_POINTS} and cells.y1_points
            and cells.x1_points <= pages.width_points + {BOX_SLACK_POINTS}
            and cells.y1_points <= pages.height_points + {BOX_SLACK_POINTS}
        ) as is_offending
    from main.dim_cell as cells
    left join staging.stg_pages as pages on cells.document_id = pages.document_id and cells.page_no = pages.page_no
    """,
    severity="warning",
    scope="document",
)
OCR = Expected(
    "recognised_cells_have_a_confidence",
    "由文字识别读出的单元格都有置信度。",
    "Every cell read by OCR carries a confidence, without which its figures could not be doubted.",
    f"""
    select
        cells.document_id, cells.table_id, cells.page_no, cells.cell_id, cells.text, cells.ocr_confidence,
        cells.ocr_confidence not between 0 and 1 as is_offending
    from staging.stg_cells as cells
    inner join ({_PUBLISHED_TABLES}) as tables on cells.table_id = tables.table_id
    where cells.engine = 'ocr' and cells.role = 'figure' and cells.text != ''
    """,
    scope="document",
)
UNDERSTOOD = Expected(
    "figures_are_understood",
    "已识别表格中的每个数字都知道属于哪一栏。",
    "The column of every figure in a recognised table is understood.",
    """
    select
        document_id, page_no, table_kind, header_path, label_printed, value_text, cell_id, measure_key is null as is_offending
    from intermediate.int_amount
    where value is not null and value != 0
    """,
    severity="warning",
    scope="document",
)


def suites() -> tuple[Suite, ...]:
    """The suite on pages and printed tables."""
    return (
        Suite(
            "structure_pages",
            "页与表：数字守恒，单位已知，位置可查。",
            "Pages and tables: figures are conserved, units known, places traceable.",
            (CONSERVED, COUNTED, PAGES_KNOWN, UNIT, SIDE, BOXES, OCR, UNDERSTOOD),
        ),
    )
