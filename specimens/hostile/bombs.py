"""Small files that cost a reader without limits all its time or memory: what draws itself, what multiplies, what is there in masses.

Belongs here: making their bytes, a variant drawn by a seed. They say nothing: whoever reads them in the end finds no report.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from random import Random

#: A PDF's objects by number, from 1: the catalogue, the page tree, the page, its content; then what the bomb adds.
_Objects = list[bytes]
_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_A4 = b"/MediaBox[0 0 595 842]"
_NEW = 5


def _written(objects: _Objects) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (size, table, size, len(out))


def _stream(content: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode" * times
    return b"<<%s/Filter[%s]/Length %d>>stream\n%s\nendstream" % (entries, filters, len(content), content)


def _page(resources: bytes, content: bytes, *more: bytes, times: int = 1) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R%s/Resources<<%s>>/Contents 4 0 R>>" % (_A4, resources)
    return _written([_CATALOGUE, _PAGES, page, _stream(content, times=times), *more])


def _form(content: bytes, resources: bytes) -> bytes:
    return _stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % resources)


def _ring(chance: Random) -> bytes:
    """Forms each of which draws the next, the last one the first; a ring of one draws itself."""
    count, strokes = chance.randint(1, 6), chance.randint(1, 4)
    forms = [
        _form(b"/F Do " * strokes, b"/XObject<</F %d 0 R>>" % (_NEW + (number + 1) % count)) for number in range(count)
    ]
    return _page(b"/XObject<</F %d 0 R>>" % _NEW, b"/F Do", *forms)


def _pattern(chance: Random) -> bytes:
    """A pattern whose tile is filled with the pattern."""
    side = chance.choice((1, 7, 40))
    fill = b"/Pattern cs /P scn 0 0 595 842 re f"
    own = b"/Pattern<</P %d 0 R>>" % _NEW
    entries = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 %d %d]/XStep %d/YStep %d/Resources<<%s>>"
    return _page(own, fill, _stream(fill, entries % (side, side, side, side, own)))


def _glyph(chance: Random) -> bytes:
    """A font whose glyph is written in that font."""
    times = chance.randint(1, 5)
    own = b"/Font<</T %d 0 R>>" % _NEW
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</a %d 0 R>>"
        b"/Encoding<</Type/Encoding/Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]/Resources<<%s>>>>"
    )
    said = b"BT /T 9 Tf 20 700 Td (aaaa) Tj ET " * times
    return _page(own, said, font % (_NEW + 1, own), _stream(b"1000 0 0 0 750 750 d1 " + said))


def _mask(chance: Random) -> bytes:
    """A soft mask that is drawn under itself."""
    own = b"/ExtGState<</G %d 0 R>>" % _NEW
    state = b"<</Type/ExtGState/SMask<</S/%s/G %d 0 R>>>>" % (chance.choice((b"Alpha", b"Luminosity")), _NEW + 1)
    group = _stream(
        b"/G gs 0 0 595 842 re f",
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>/Resources<<%s>>" % own,
    )
    return _page(own, b"/G gs 0 0 595 842 re f", state, group)


def _laughs(chance: Random) -> bytes:
    """Forms within forms: each draws the next several times, so that the last is drawn thousands of millions of times."""
    fan = chance.randint(8, 30)
    depth = next(depth for depth in range(1, 40) if fan**depth > 10**9)
    last = chance.choice((b"0 0 1 1 re f", b"0 0 m 9 9 l S", b"q Q"))
    forms = [_form(b"/F Do " * fan, b"/XObject<</F %d 0 R>>" % (_NEW + number + 1)) for number in range(depth)]
    return _page(b"/XObject<</F %d 0 R>>" % _NEW, b"/F Do", *forms, _form(last, b""))


def _segments(chance: Random) -> bytes:
    """A path of millions of segments."""
    return _page(
        b"", b"0 0 m " + chance.choice((b"5 9 l ", b"1 2 3 4 5 6 c ", b"0 0 5 5 re ")) * 6_000_000 + b"S", times=2
    )


def _digits(chance: Random) -> bytes:
    """Hundreds of thousands of digits, in one string or each by itself."""
    count = chance.randint(600_000, 1_200_000)
    font = b"/Font<</T<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    shown = b"(%s) Tj" % (b"7" * count) if chance.random() < 0.5 else b"(7) Tj " * count
    return _page(font, b"BT /T 4 Tf 20 400 Td %s ET" % shown)


def _grid(chance: Random) -> bytes:
    """Rules that make hundreds of thousands of cells."""
    count = chance.randint(700, 1_200)
    lines = [b"%.3f 20 m %.3f 820 l S 20 %.3f m 575 %.3f l S" % (x, x, y, y) for x, y in _steps(count)]
    return _page(b"", b"0.1 w " + b" ".join(lines))


def _steps(count: int) -> list[tuple[float, float]]:
    return [(20 + 555 * n / count, 20 + 800 * n / count) for n in range(count + 1)]


def _ground(chance: Random) -> bytes:
    """A content of hundreds of megabytes of nothing, in a few kilobytes."""
    return _page(b"", chance.choice((b" ", b"\0", b"q Q ")) * chance.randint(100, 200) * 1_000_000, times=2)


def _picture(chance: Random) -> bytes:
    """A picture larger than any wall."""
    side = chance.randint(30_000, 60_000)
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray" % (side, side)
    return _page(
        b"/XObject<</I %d 0 R>>" % _NEW,
        b"595 0 0 842 0 0 cm /I Do",
        _stream(b"\xff" * (side * ((side + 7) // 8)), image, times=2),
    )


def _tree(chance: Random) -> bytes:
    """A tree of pages that holds itself, and says that there are millions."""
    page = b"<</Type/Page/Parent 2 0 R%s>>" % _A4
    kids = b"[3 0 R %s]" % (b"2 0 R " * chance.randint(1, 50))
    return _written([_CATALOGUE, b"<</Type/Pages/Kids%s/Count %d>>" % (kids, chance.randint(10**5, 10**8)), page])


def _deep(chance: Random) -> bytes:
    """Brackets within brackets, hundreds of thousands deep."""
    count = chance.randint(100_000, 400_000)
    if chance.random() < 0.5:
        return _page(b"", b"[" * count + b"]" * count + b" TJ")
    page = b"<</Type/Page/Parent 2 0 R%s/Odd %s%s>>" % (_A4, b"[" * count, b"]" * count)
    return _written([_CATALOGUE, _PAGES, page])


#: By what makes them dear, and by name.
KINDS: Mapping[str, Mapping[str, Callable[[Random], bytes]]] = {
    "draws_itself": {"ring": _ring, "pattern": _pattern, "glyph": _glyph, "mask": _mask},
    "multiplies": {"laughs": _laughs},
    "masses": {
        "segments": _segments,
        "digits": _digits,
        "grid": _grid,
        "ground": _ground,
        "picture": _picture,
        "tree": _tree,
        "deep": _deep,
    },
}


def bomb(kind: str, seed: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a variant of a kind; the first seeds go through its ways."""
    ways = list(KINDS[kind])
    way = ways[seed % len(ways)]
    return way, KINDS[kind][way](Random(f"{kind} {seed}"))
