"""Columns that several tables of the hand-over share: the keys of documents, tables, rows and cells, pages and boxes.

Belongs here: those columns, each once. The tables are in ``printed_tables``, ``text_tables`` and ``run_tables``.
"""

from __future__ import annotations

from pipelines.contract.columns import Column

DOCUMENT = Column("document_id", "text", "文件标识", "SHA-256 of the file's bytes, hexadecimal.", required=True)
TABLE_ID = Column(
    "table_id", "text", "表标识", "Printed table: document_id[:16] + '-t' + ordinal, e.g. …-t05.", required=True
)
ROW_ID = Column("row_id", "text", "行标识", "Printed row: table_id + '-r' + row_no [+ 'b' + block_no].", required=True)
PAGE = Column("page_no", "integer", "页码", "Page of the PDF, counted from 1.", required=True)
BOX = (
    Column("x0_points", "points", "左", "Left edge on the page as displayed (after /Rotate), origin bottom left."),
    Column("y0_points", "points", "下", "Bottom edge."),
    Column("x1_points", "points", "右", "Right edge."),
    Column("y1_points", "points", "上", "Top edge."),
)
CELL = Column("cell_id", "text", "单元格标识", "Cell the value was read from.", required=True)
