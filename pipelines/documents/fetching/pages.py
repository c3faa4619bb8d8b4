"""The links of a web page: where each leads, and the words on it.

Belongs here: HTML as servers write it (GBK, frames, base addresses). Nothing that runs scripts. Which links are followed is decided in
``listing``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CHARSET_AREA_BYTES = 4096
#: What holds an address, and under which name.
_HOLDERS = (("a[href]", "href"), ("iframe[src]", "src"), ("embed[src]", "src"), ("object[data]", "data"))
#: Encodings that servers call by a narrower one's name.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}
_BLANKS = re.compile(r"\s+")
#: A page has a few hundred links.
_MOST_LINKS = 20_000


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its whole address without fragment, and its words (of the link, its title, or its file's name if it has neither)."""

    url: str
    text: str

    @property
    def file_name(self) -> str:
        """The last part of the path, as a person would write it."""
        return unquote(urlsplit(self.url).path.rsplit("/", 1)[-1])

    @property
    def is_pdf(self) -> bool:
        """True if the address or its words say that it is a PDF; what it is shows when it is fetched."""
        parts = urlsplit(self.url)
        return any(
            ".pdf" in part.casefold() if part is parts.query else part.casefold().rstrip().endswith(".pdf")
            for part in (unquote(parts.path), parts.query, self.text)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title and its links, each address once, in their order."""

    title: str
    links: tuple[Link, ...]


def read_page(content: bytes, url: str, content_type: str | None = None) -> Page:
    """Return what a page links to; ``url`` is its address, by which relative links are understood. Raises nothing."""
    tree = LexborHTMLParser(_text(content, content_type or ""))
    base = tree.css_first("base[href]")
    root = _joined(url, base.attributes.get("href") or "") if base is not None else url
    found: dict[str, Link] = {}
    for link in _links(tree, root or url):
        known = found.get(link.url)
        # A picture and a name beside it lead to one file; the name says more.
        if known is None or len(known.text) < len(link.text):
            found[link.url] = link
        if len(found) >= _MOST_LINKS:
            break
    title = tree.css_first("title")
    return Page(_plain(title.text()) if title is not None else "", tuple(found.values()))


def _links(tree: LexborHTMLParser, root: str) -> Iterator[Link]:
    for selector, attribute in _HOLDERS:
        for node in tree.css(selector):
            target = _joined(root, node.attributes.get(attribute) or "")
            if target is not None:
                yield Link(target, _words(node) or unquote(urlsplit(target).path.rsplit("/", 1)[-1]))


def _words(node: LexborNode) -> str:
    """A title that is longer than the text is the text before it was cut to the column's width."""
    text, title = _plain(node.text()), _plain(node.attributes.get("title") or "")
    return title if len(title) > len(text) else text


def _joined(base: str, target: str) -> str | None:
    target = target.strip()
    if not target or target.startswith("#"):
        return None
    try:
        url = urldefrag(urljoin(base, target)).url
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _text(content: bytes, content_type: str) -> str:
    """The page as text: by its header, by what it says itself, else UTF-8, else GB 18030."""
    named = [_CHARSET.search(content_type.encode("ascii", "ignore")), _CHARSET.search(content[:_CHARSET_AREA_BYTES])]
    names = [match[1].decode("ascii", "ignore").casefold() for match in named if match is not None]
    for name in (*(_WIDER.get(name, name) for name in names), "utf-8"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("gb18030", "replace")
