"""One page of a PDF, object by object, so that anything can be put on it.

Belongs here: objects, their numbers, the file. What is drawn comes as operators of content streams.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: The standard fonts that every reader has, by the name that content streams call them.
FONTS = {
    "F1": "Helvetica",
    "F2": "Times-Roman",
    "F3": "Courier",
    "F4": "Helvetica-Bold",
}
_CATALOG, _PAGES, _PAGE, _CONTENT = 1, 2, 3, 4


@dataclass(slots=True)
class Paper:
    """A page in the making; later operators are painted over earlier ones."""

    width: float = 595
    height: float = 842
    operators: list[str] = field(default_factory=list)
    #: Entries of the page's resources by their kind (``XObject``, ``ExtGState``, ``Properties`` …): name → value.
    resources: dict[str, dict[str, str]] = field(default_factory=dict)
    #: Further entries of the page and of the catalogue, as written.
    page_entries: list[str] = field(default_factory=list)
    catalog_entries: list[str] = field(default_factory=list)
    _objects: list[bytes] = field(default_factory=list)

    def draw(self, *operators: str) -> None:
        """Add operators to the page's content."""
        self.operators += operators

    def add(self, entries: str) -> str:
        """Add an object; returns the reference to it."""
        self._objects.append(entries.encode("latin-1"))
        return f"{_CONTENT + len(FONTS) + len(self._objects)} 0 R"

    def add_stream(self, content: bytes, entries: str = "") -> str:
        """Add a stream; returns the reference to it."""
        head = f"<<{entries}/Length {len(content)}>>stream\n".encode("latin-1")
        self._objects.append(head + content + b"\nendstream")
        return f"{_CONTENT + len(FONTS) + len(self._objects)} 0 R"

    def name(self, kind: str, value: str) -> str:
        """Give a value of the page's resources a name; returns it with its slash."""
        named = self.resources.setdefault(kind, {})
        name = f"{kind[0]}{len(named)}"
        named[name] = value
        return f"/{name}"

    @property
    def resource_entries(self) -> str:
        """Return the page's resources as written: forms take them over."""
        fonts = "".join(f"/{name} {_CONTENT + n} 0 R" for n, name in enumerate(FONTS, 1))
        others = "".join(
            f"/{kind}<<{''.join(f'/{name} {value}' for name, value in named.items())}>>"
            for kind, named in self.resources.items()
        )
        return f"<</Font<<{fonts}>>{others}>>"

    def finish(self) -> bytes:
        """Return the file."""
        content = "\n".join(self.operators).encode("latin-1")
        page = f"<</Type/Page/Parent {_PAGES} 0 R/Contents {_CONTENT} 0 R/Resources{self.resource_entries}"
        if not any(entry.startswith("/MediaBox") for entry in self.page_entries):
            page += f"/MediaBox[0 0 {self.width} {self.height}]"
        objects = [
            f"<</Type/Catalog/Pages {_PAGES} 0 R{''.join(self.catalog_entries)}>>".encode("latin-1"),
            f"<</Type/Pages/Kids[{_PAGE} 0 R]/Count 1>>".encode("latin-1"),
            f"{page}{''.join(self.page_entries)}>>".encode("latin-1"),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            *(f"<</Type/Font/Subtype/Type1/BaseFont/{font}>>".encode("latin-1") for font in FONTS.values()),
            *self._objects,
        ]
        return written(objects)


def written(objects: list[bytes]) -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue."""
    body, places = b"%PDF-1.7\n", list[int]()
    for number, entries in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, entries)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, _CATALOG, start)
