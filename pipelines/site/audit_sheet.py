"""The audit sheet: each drawn amount beside the crop of the page it was read from, in one HTML file.

Belongs here: cutting the crops and writing the page. Which amounts is for ``audit_sample`` to say; whether a figure is
right is for the person who looks.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template

from PIL import Image, ImageDraw

from pipelines.documents.names import opened
from pipelines.pdf.page_image import Box
from pipelines.site.audit_sample import AuditedAmount, Strip
from pipelines.site.drawing import Artist

_MARGIN_POINTS = 3.0
#: Above a header stand the title and the unit.
_ABOVE_HEADER_POINTS = 20.0
_OUTLINE = (214, 39, 40)
_SHADE = (255, 221, 51, 70)
_TEMPLATE = Path(__file__).with_name("audit_sheet.html")


def write_audit_sheet(
    amounts: Sequence[AuditedAmount],
    raw_dir: Path,
    target: Path,
    heading: str,
    on_amount: Callable[[], None] = lambda: None,
) -> None:
    """Write ``target``, self-contained: no file beside it is needed to read it.

    Raises ``PageImageError`` if a report is gone, has changed since it was read, or cannot be rendered.
    """
    items = []
    pages: dict[tuple[str, int], tuple[Image.Image, float]] = {}
    with Artist() as artist:
        for number, amount in enumerate(amounts, start=1):
            # Amounts come sorted by report: pages of an earlier one are not needed again.
            pages = {key: page for key, page in pages.items() if key[0] == amount.document_id}
            items.append(_item(number, amount, raw_dir, pages, artist))
            on_amount()
    page = Template(_TEMPLATE.read_text(encoding="utf-8"))
    text = page.substitute(heading=html.escape(heading), count=len(amounts), items="\n".join(items))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _item(
    number: int,
    amount: AuditedAmount,
    raw_dir: Path,
    pages: dict[tuple[str, int], tuple[Image.Image, float]],
    artist: Artist,
) -> str:
    def crop(strip: Strip, marked: Box, *, is_outlined: bool) -> str:
        key = (amount.document_id, strip.page_no)
        if key not in pages:
            path = opened(raw_dir, amount.file_name)
            pages[key] = artist.page(path, amount.document_id, strip.page_no, amount.file_name)
        return _picture(*pages[key], strip.box, marked, is_outlined=is_outlined)

    pictures = [crop(amount.row, amount.cell.box, is_outlined=True)]
    if amount.header is not None:
        pictures.insert(0, crop(amount.header, amount.cell.box, is_outlined=False))
    facts = (
        f"{amount.amount_printed} {amount.unit_printed or ''} = {amount.amount_yuan:,.2f} 元",
        amount.row_words,
        amount.column_words,
    )
    place = f"{amount.file_name} · p. {amount.page_no} · {amount.table_title} · {amount.reconciliation_status}"
    words = "".join(f"<div class='fact'>{html.escape(fact)}</div>" for fact in facts)
    images = "".join(f"<img alt='' src='data:image/png;base64,{picture}'>" for picture in pictures)
    choice = "".join(
        f"<label><input type='radio' name='a{number}' value='{value}'> {value}</label>" for value in ("right", "wrong")
    )
    return (
        f"<section data-line='{html.escape(amount.line_id)}'><h2>{number} <small>{html.escape(place)}</small></h2>"
        f"{words}{images}<p class='choice'>{choice}</p></section>"
    )


def _picture(page: Image.Image, scale: float, box: Box, marked: Box, *, is_outlined: bool) -> str:
    """Cut ``box`` out of the page, with ``marked`` outlined, or its column shaded."""
    height = page.height / scale
    overlay = Image.new("RGBA", page.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(overlay)
    top, bottom = (marked[3], marked[1]) if is_outlined else (box[3], box[1])
    corners = (marked[0] * scale, (height - top) * scale, marked[2] * scale, (height - bottom) * scale)
    draw.rectangle(corners, fill=_SHADE, outline=_OUTLINE if is_outlined else None, width=2)
    above = _MARGIN_POINTS if is_outlined else _ABOVE_HEADER_POINTS
    edges = (
        max(0, int((box[0] - _MARGIN_POINTS) * scale)),
        max(0, int((height - box[3] - above) * scale)),
        min(page.width, int((box[2] + _MARGIN_POINTS) * scale)),
        min(page.height, int((height - box[1] + _MARGIN_POINTS) * scale)),
    )
    part = Image.alpha_composite(page.crop(edges).convert("RGBA"), overlay.crop(edges)).convert("RGB")
    buffer = io.BytesIO()
    part.quantize(32).save(buffer, "PNG", optimize=True)
    return base64.b64encode(buffer.getvalue()).decode("ascii")
