"""PDFs spoiled knowing their structure: objects, streams, the cross-reference table, fonts, content operators.

Belongs here: one function a kind of damage. Each gets the bytes of a sound file and a source of chance; it may raise whatever the
library raises where a damage cannot be written, and another one is drawn then.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pikepdf

_STRANGE: tuple[Any, ...] = (None, 0, -1, 2**31 - 1, Decimal("1e30"), True, "text", b"\xff\xfe\x00", [], {})


def spoil(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return the kind of a damage and the spoiled file."""
    while True:
        kind = chance.choice(sorted(KINDS))
        try:
            spoiled = KINDS[kind](content, chance)
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError):
            continue
        if spoiled != content:
            return kind, spoiled


def _bytes(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.choice((1, 3, 20, 200))):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def _cut(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(9, len(content))
    end = chance.choice((len(content), min(len(content), start + chance.randrange(1, 5000))))
    return content[:start] + content[end:] + (b"\n%%EOF\n" if chance.random() < 0.7 else b"")


def _numbers(content: bytes, chance: random.Random, where: re.Pattern[bytes]) -> bytes:
    found = list(where.finditer(content))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 2, 9)))), key=lambda m: -m.start()):
        number = str(chance.choice((0, 1, chance.randrange(len(content)), 9_999_999_999))).encode()
        content = content[: match.start(1)] + number.rjust(len(match[1]), b"0") + content[match.end(1) :]
    return content


def _cross_references(content: bytes, chance: random.Random) -> bytes:
    pattern = chance.choice((rb"(?m)^(\d{10}) \d{5} [nf]", rb"startxref\s+(\d+)", rb"/Size (\d+)", rb"(\d+) 0 R"))
    return _numbers(content, chance, re.compile(pattern))


def _lengths(content: bytes, chance: random.Random) -> bytes:
    return _numbers(content, chance, re.compile(rb"/Length (\d+)"))


def _edited(content: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        edit(pdf)
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
        return out.getvalue()


def _objects(content: bytes, chance: random.Random) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        holders = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)]
        for _ in range(chance.choice((1, 2, 5))):
            holder = chance.choice(holders)
            key = chance.choice(sorted(holder.keys()))
            what = chance.randrange(4)
            if what == 0:
                del holder[key]
            elif what == 1:
                holder[key] = chance.choice(_STRANGE)
            elif what == 2:
                # Any other object, also itself: loops.
                holder[key] = chance.choice(holders)
            else:
                other = chance.choice(holders)
                holder[key] = other[chance.choice(sorted(other.keys()))]

    return _edited(content, edit)


def _page_boxes(content: bytes, chance: random.Random) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        page = chance.choice(list(pdf.pages)).obj
        key = chance.choice(("/MediaBox", "/CropBox", "/Rotate", "/UserUnit"))
        box = pikepdf.Array([chance.choice((-1000, 0, 1, 300, 600, 10**7)) for _ in range(4)])
        page[key] = box if key.endswith("Box") else chance.choice((-90, 45, 90, 180, 270, 0.001, 10**9))

    return _edited(content, edit)


def _streams(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    starts = [match.end() for match in re.finditer(rb"stream\r?\n", content)]
    start = chance.choice(starts)
    for _ in range(chance.choice((1, 5, 50))):
        place = min(len(spoiled) - 1, start + chance.randrange(2000))
        spoiled[place] = chance.randrange(256)
    return bytes(spoiled)


def _filters(content: bytes, chance: random.Random) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        stream = chance.choice([item for item in pdf.objects if isinstance(item, pikepdf.Stream)])
        names = (
            "/FlateDecode",
            "/LZWDecode",
            "/ASCIIHexDecode",
            "/DCTDecode",
            "/JBIG2Decode",
            "/Crypt",
            "/RunLengthDecode",
        )
        data = stream.read_raw_bytes()
        stream.write(data, filter=pikepdf.Name(chance.choice(names)))

    return _edited(content, edit)


def _fonts(content: bytes, chance: random.Random) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        font = chance.choice(fonts)
        what = chance.randrange(6)
        if what == 0 and "/ToUnicode" in font:
            del font["/ToUnicode"]
        elif what == 1 and "/ToUnicode" in font:
            # Digits change places: the text says other figures than the page shows.
            text = font.ToUnicode.read_bytes()
            one, other = chance.sample(range(10), 2)
            text = text.replace(b"<003%d>" % one, b"<????>").replace(b"<003%d>" % other, b"<003%d>" % one)
            font.ToUnicode = pdf.make_stream(text.replace(b"<????>", b"<003%d>" % other))
        elif what == 2:
            font["/Widths"] = pikepdf.Array([chance.choice((0, -500, 500, 5000)) for _ in range(256)])
        elif what == 3:
            font["/Subtype"] = pikepdf.Name(chance.choice(("/Type0", "/Type1", "/Type3", "/TrueType", "/MMType1")))
        elif what == 4:
            font["/Encoding"] = pikepdf.Name(
                chance.choice(("/Identity-H", "/Identity-V", "/WinAnsiEncoding", "/GBK-EUC-H"))
            )
        else:
            descriptor = font.get("/FontDescriptor")
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if descriptor is not None and key in descriptor:
                    data = bytearray(descriptor[key].read_bytes())
                    for _ in range(chance.choice((1, 30))):
                        data[chance.randrange(len(data))] = chance.randrange(256)
                    descriptor[key] = pdf.make_stream(bytes(data))

    return _edited(content, edit)


def _operators(content: bytes, chance: random.Random) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        page = chance.choice(list(pdf.pages))
        steps = list(pikepdf.parse_content_stream(page))
        for _ in range(chance.choice((1, 3, 10))):
            _change_step(steps, chance)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))

    return _edited(content, edit)


def _change_step(steps: list[Any], chance: random.Random) -> None:
    place, other = chance.randrange(len(steps)), chance.randrange(len(steps))
    what = chance.randrange(7)
    if what == 0:
        del steps[place]
    elif what == 1:
        steps[place], steps[other] = steps[other], steps[place]
    elif what == 2:
        steps[place:place] = steps[place : place + 1] * chance.choice((1, 2, 3000))
    elif what == 3:
        operands = list(steps[place].operands)
        if operands:
            operands[chance.randrange(len(operands))] = chance.choice((0, -1, 3, 0.001, 10**6, pikepdf.Name("/None")))
            steps[place] = pikepdf.ContentStreamInstruction(operands, steps[place].operator)
    else:
        words, operator = chance.choice(
            (
                ([], "q"), ([], "Q"), ([], "BT"), ([], "ET"), ([3], "Tr"), ([7], "Tr"), ([1, 1, 1], "rg"), ([1], "g"),
                ([0], "Tz"), ([-100], "Tz"), ([50], "Ts"), ([0.01, 0, 0, 0.01, 0, 0], "cm"), ([-1, 0, 0, 1, 500, 0], "cm"),
                ([0, 0, 5000, 5000], "re"), ([], "f"), ([], "W"), ([], "n"), ([pikepdf.Name("/Nobody")], "Do"),
            )
        )  # fmt: skip
        steps.insert(place, pikepdf.ContentStreamInstruction(words, pikepdf.Operator(operator)))


def _nesting(content: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((100, 5_000, 100_000))
    opened, closed = chance.choice(((b"[", b"]"), (b"<</A ", b">>"), (b"q ", b"Q ")))

    def edit(pdf: pikepdf.Pdf) -> None:
        page = chance.choice(list(pdf.pages))
        page.Contents = pdf.make_stream(
            opened * depth + closed * chance.choice((0, depth)) + b"\n" + page.Contents.read_bytes()
        )

    return _edited(content, edit)


KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "bytes": _bytes,
    "cut": _cut,
    "cross-references": _cross_references,
    "lengths": _lengths,
    "objects": _objects,
    "page boxes": _page_boxes,
    "streams": _streams,
    "filters": _filters,
    "fonts": _fonts,
    "operators": _operators,
    "nesting": _nesting,
}
