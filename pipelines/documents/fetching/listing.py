"""A page that lists disclosures, followed: to PDFs it names, and to articles that attach them.

Belongs here: which links count, by the words on them, and how far they are followed: within the page's host, to a depth, to a number of
pages. What a page links to is read in ``pages``; nothing found here is fetched here but pages.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipelines.documents.fetching.pages import Link, Page

#: How a page is fetched: where its address led in the end, and the page; None if it could not be.
ReadPage = Callable[[str], tuple[str, Page] | None]
#: What a disclosure calls itself, in the words of a link or in the name of its file.
_WORDS = ("预算", "决算", "yusuan", "juesuan")
_KIND_WORDS = {"budget": ("预算", "yusuan"), "final_accounts": ("决算", "juesuan")}
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_NEXT_PAGE = ("下一页", "下页", "后一页", "next", "下一页>", "下一页 »", ">", "»")
#: A list of departments is five or ten pages long, with an article for each department.
_MOST_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports a listing page is asked for: of which year and kind (None: any), and how many links deep."""

    fiscal_year: int | None = None
    report_kind: str | None = None
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a listing page leads to: its address, a name for it in words, and the pages on the way, first the listing."""

    url: str
    title: str
    way: tuple[str, ...]


def follow(url: str, wanted: Wanted, read_page: ReadPage) -> Iterator[Found]:
    """Yield the files a listing page leads to, each address once, nearest first.

    An article counts if the words of the link to it do; every PDF it attaches then counts. ``depth`` is how many links an article may be
    away from the list (0: only what the list itself links to); pages of one list (下一页) are no deeper than the first.
    """
    hosts = {_host(url)}
    waiting: deque[tuple[str, int, str, tuple[str, ...]]] = deque([(url, 0, "", ())])
    seen, given, page_count = {url}, set[str](), 0
    while waiting and page_count < _MOST_PAGES:
        address, depth, named, way = waiting.popleft()
        read = read_page(address)
        page_count += 1
        if read is None:
            continue
        final, page = read
        if not way:
            hosts.add(_host(final))
        seen.add(final)
        here = (*way, address)
        for link in page.links:
            if _host(link.url) not in hosts:
                continue
            if link.is_pdf:
                if link.url not in given and (_is_meant(link, wanted) or (depth and not _is_other(link.text, wanted))):
                    given.add(link.url)
                    yield Found(link.url, _title(link, named), here)
            elif link.url not in seen and _is_next(link):
                seen.add(link.url)
                waiting.append((link.url, depth, named, here))
            elif link.url not in seen and depth < wanted.depth and _is_meant(link, wanted):
                seen.add(link.url)
                waiting.append((link.url, depth + 1, link.text, here))


def _is_meant(link: Link, wanted: Wanted) -> bool:
    """True if a link speaks of a budget or final accounts, and not of another year or kind than wanted."""
    words = (link.text, link.file_name.casefold())
    return any(word in text for word in _WORDS for text in words) and not _is_other(link.text, wanted)


def _is_other(text: str, wanted: Wanted) -> bool:
    years = {int(year) for year in _YEAR.findall(text)}
    if wanted.fiscal_year is not None and years and wanted.fiscal_year not in years:
        return True
    if wanted.report_kind is None:
        return False
    is_named = {kind: any(word in text for word in words) for kind, words in _KIND_WORDS.items()}
    return any(is_named.values()) and not is_named[wanted.report_kind]


def _is_next(link: Link) -> bool:
    return link.text.strip().casefold() in _NEXT_PAGE


def _title(link: Link, named: str) -> str:
    """What to call a file: its own words if they say what it is, else with those of the article that attaches it."""
    if not named or any(word in link.text for word in _WORDS[:2]):
        return link.text
    return f"{named} {link.text}"


def _host(url: str) -> str:
    return urlsplit(url).netloc.casefold()


def names_for(found: Iterable[Found], folder: str, taken: Callable[[str], bool]) -> dict[str, str]:
    """Return a file name below data/raw for each address: readable, hidden from nobody, and used by no other.

    ``folder`` ends in "/". ``taken`` says whether a name stands for another file already.
    """
    names: dict[str, str] = {}
    for item in found:
        stem = _stem(item.title)
        number, name = 1, f"{folder}{stem}.pdf"
        while taken(name) or name in names.values():
            number += 1
            name = f"{folder}{stem} ({number}).pdf"
        names[item.url] = name
    return names


_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+')
#: File systems allow 255 for a name; ".pdf" and a number follow.
_STEM_BYTES = 200


def _stem(title: str) -> str:
    text = re.sub(r"\.pdf\s*$", "", _FORBIDDEN.sub("_", title.strip()), flags=re.IGNORECASE)
    text = text.encode("utf-8", "ignore")[:_STEM_BYTES].decode("utf-8", "ignore").strip().lstrip(".~$").rstrip(". ")
    return text or "report"
