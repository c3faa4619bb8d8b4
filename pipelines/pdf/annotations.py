"""What a page shows and its content does not hold: filled form fields, remarks, stamps.

Belongs here: telling that a page has such, and drawing it into the page's content, in memory. Links and remarks that open on a
click print nothing.
"""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

#: A link's frame is no print, a pop-up opens on a click.
_PRINT_NOTHING = frozenset((pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP))
#: Drawn this small, a page costs nothing.
_SMALL = 0.05


def draw_annotations(page: pdfium.PdfPage) -> bool:
    """Draw what lies upon a page into its content; False if nothing does. A page that was changed must be opened anew."""
    if not any(_prints(page, number) for number in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw))):
        return False
    # Where the file asks for it (NeedAppearances), pdfium makes the look of a field when it first draws the page.
    page.render(scale=_SMALL).close()
    return bool(pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS)


def saved(document: pdfium.PdfDocument) -> bytes:
    """Return the file as it is in memory, with all that was drawn into its pages."""
    copy = BytesIO()
    document.save(copy)
    return copy.getvalue()


def _prints(page: pdfium.PdfPage, number: int) -> bool:
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return False
    try:
        return pdfium_c.FPDFAnnot_GetSubtype(annotation) not in _PRINT_NOTHING
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)
