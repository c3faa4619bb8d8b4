"""pdfium's functions for one page's objects and characters, called with plain addresses.

Belongs here: functions that are called for every object, segment and character of a page, tens of thousands of times.
pypdfium2 makes a pointer object of each handle that goes in or out, which takes longer than pdfium's answer; here handles
are numbers (``int``, None for none), and so are places for answers: ``address_of(value)``. Whoever calls keeps the page open
and the values alive.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c

_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int

address_of: Callable[[Any], int] = ctypes.addressof


def handle_of(raw: Any) -> int:
    """Return the address of one of pypdfium2's handles (``page.raw``, ``text_page.raw``)."""
    return ctypes.cast(raw, _HANDLE).value or 0


def _plain(function: Any, restype: Any, *argtypes: Any) -> Any:
    return ctypes.PYFUNCTYPE(restype, *argtypes)(ctypes.cast(function, _HANDLE).value or 0)


count_page_objects = _plain(pdfium_c.FPDFPage_CountObjects, _INT, _HANDLE)
page_object = _plain(pdfium_c.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
count_form_objects = _plain(pdfium_c.FPDFFormObj_CountObjects, _INT, _HANDLE)
form_object = _plain(pdfium_c.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)
object_type = _plain(pdfium_c.FPDFPageObj_GetType, _INT, _HANDLE)
object_matrix = _plain(pdfium_c.FPDFPageObj_GetMatrix, _INT, _HANDLE, _HANDLE)
object_bounds = _plain(pdfium_c.FPDFPageObj_GetBounds, _INT, _HANDLE, *[_HANDLE] * 4)

count_segments = _plain(pdfium_c.FPDFPath_CountSegments, _INT, _HANDLE)
draw_mode = _plain(pdfium_c.FPDFPath_GetDrawMode, _INT, _HANDLE, _HANDLE, _HANDLE)
path_segment = _plain(pdfium_c.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, _INT)
segment_type = _plain(pdfium_c.FPDFPathSegment_GetType, _INT, _HANDLE)
segment_point = _plain(pdfium_c.FPDFPathSegment_GetPoint, _INT, _HANDLE, _HANDLE, _HANDLE)

clip_of = _plain(pdfium_c.FPDFPageObj_GetClipPath, _HANDLE, _HANDLE)
count_clip_paths = _plain(pdfium_c.FPDFClipPath_CountPaths, _INT, _HANDLE)
count_clip_segments = _plain(pdfium_c.FPDFClipPath_CountPathSegments, _INT, _HANDLE, _INT)
clip_segment = _plain(pdfium_c.FPDFClipPath_GetPathSegment, _HANDLE, _HANDLE, _INT, _INT)

character_code = _plain(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INT)
character_box = _plain(pdfium_c.FPDFText_GetCharBox, _INT, _HANDLE, _INT, *[_HANDLE] * 4)
character_origin = _plain(pdfium_c.FPDFText_GetCharOrigin, _INT, _HANDLE, _INT, _HANDLE, _HANDLE)
character_advance = _plain(pdfium_c.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _HANDLE)
character_matrix = _plain(pdfium_c.FPDFText_GetMatrix, _INT, _HANDLE, _INT, _HANDLE)
character_font_size = _plain(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _HANDLE, _INT)
text_object_of = _plain(pdfium_c.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INT)
font_of = _plain(pdfium_c.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
is_font_embedded = _plain(pdfium_c.FPDFFont_GetIsEmbedded, ctypes.c_int, _HANDLE)
_font_name = _plain(pdfium_c.FPDFFont_GetBaseFontName, ctypes.c_size_t, _HANDLE, _HANDLE, ctypes.c_size_t)
_font_data = _plain(pdfium_c.FPDFFont_GetFontData, _INT, _HANDLE, _HANDLE, ctypes.c_size_t, _HANDLE)
#: What a font draws where its text says a character (UTF-32), at a font size.
glyph_path = _plain(pdfium_c.FPDFFont_GetGlyphPath, _HANDLE, _HANDLE, ctypes.c_uint32, ctypes.c_float)
count_glyph_segments = _plain(pdfium_c.FPDFGlyphPath_CountGlyphSegments, _INT, _HANDLE)
glyph_segment = _plain(pdfium_c.FPDFGlyphPath_GetGlyphPathSegment, _HANDLE, _HANDLE, _INT)
render_mode = _plain(pdfium_c.FPDFTextObj_GetTextRenderMode, _INT, _HANDLE)

fill_colour = _plain(pdfium_c.FPDFPageObj_GetFillColor, _INT, _HANDLE, *[_HANDLE] * 4)
_stroke_colour = _plain(pdfium_c.FPDFPageObj_GetStrokeColor, _INT, _HANDLE, *[_HANDLE] * 4)
stroke_width = _plain(pdfium_c.FPDFPageObj_GetStrokeWidth, _INT, _HANDLE, _HANDLE)
set_active = _plain(pdfium_c.FPDFPageObj_SetIsActive, _INT, _HANDLE, _INT)
count_marks = _plain(pdfium_c.FPDFPageObj_CountMarks, _INT, _HANDLE)
_mark = _plain(pdfium_c.FPDFPageObj_GetMark, _HANDLE, _HANDLE, ctypes.c_ulong)
_mark_name = _plain(pdfium_c.FPDFPageObjMark_GetName, _INT, _HANDLE, _HANDLE, ctypes.c_ulong, _HANDLE)
#: Marks have short names (Span, Artifact, OC); longer ones are cut.
_NAME_BYTES = 64
_PARTS = (ctypes.c_uint * 4)()
_PARTS_AT = [ctypes.addressof(_PARTS) + 4 * n for n in range(4)]


def colour_of(address: int) -> tuple[int, int, int, int]:
    """Return red, green, blue and opacity of what an object is filled with; black where pdfium knows none."""
    if not fill_colour(address, *_PARTS_AT):
        return 0, 0, 0, 255
    red, green, blue, opacity = _PARTS
    return red, green, blue, opacity


def stroke_colour_of(address: int) -> tuple[int, int, int, int]:
    """Return red, green, blue and opacity of an object's outline; black where pdfium knows none."""
    if not _stroke_colour(address, *_PARTS_AT):
        return 0, 0, 0, 255
    red, green, blue, opacity = _PARTS
    return red, green, blue, opacity


def font_name(font: int) -> str:
    """Return the name of a font as the file has it (ABCDEF+SimSun), empty if pdfium knows none."""
    name = ctypes.create_string_buffer(_NAME_BYTES)
    if not font or not _font_name(font, ctypes.addressof(name), _NAME_BYTES):
        return ""
    return name.value.decode("utf-8", "replace")


def font_length(font: int) -> int:
    """Return how many bytes a font's program has, in the file or the viewer's own."""
    length = ctypes.c_size_t()
    return length.value if font and _font_data(font, None, 0, ctypes.addressof(length)) else 0


def mark_name(address: int, index: int) -> str:
    """Return the name of one of the marks around an object, empty if pdfium knows none."""
    mark = _mark(address, index)
    name, length = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_ulong()
    if not mark or not _mark_name(mark, ctypes.addressof(name), _NAME_BYTES, ctypes.addressof(length)):
        return ""
    return name.raw[: max(min(length.value, _NAME_BYTES) - 2, 0)].decode("utf-16-le", "replace")
