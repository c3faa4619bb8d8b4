"""The files of a listing page, by asking for its pages: addresses, and the names they get.

Belongs here: what a line of a list wants of a page, and pages fetched on the way. Which links count is decided in ``listing``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.documents.fetching.asking import Asker
from pipelines.documents.fetching.download import download
from pipelines.documents.fetching.listing import Found, Wanted, follow, names_for
from pipelines.documents.fetching.pages import Page, read_page
from pipelines.documents.fetching.problems import FetchError
from pipelines.documents.fetching.tries import Try

#: No page that people read has a tenth of this.
_PAGE_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder for the reports of a page, and which of them are wanted."""

    folder: str
    wanted: Wanted


def files_of_listing(
    asker: Asker,
    url: str,
    listing: Listing,
    known_name: Callable[[str], str | None],
    is_taken: Callable[[str], bool],
    on_try: Callable[[Try], None],
) -> dict[str, str]:
    """Return the addresses of the files that a page leads to and their names below data/raw, in the page's order.

    An address that was fetched before keeps its name (``known_name``). Raises ``FetchError`` if the page itself cannot be had; an article
    that cannot is passed over, and its tries say why.
    """
    found = found_on_listing(asker, url, listing.wanted, on_try)
    fresh = [item for item in found if known_name(item.url) is None]
    names = names_for(fresh, listing.folder, is_taken)
    return {item.url: known_name(item.url) or names[item.url] for item in found}


def found_on_listing(asker: Asker, url: str, wanted: Wanted, on_try: Callable[[Try], None]) -> list[Found]:
    """Return the files that a page leads to, fetching no more than pages; raises ``FetchError`` if the page itself cannot be had."""
    first: list[FetchError] = []

    def read(address: str) -> tuple[str, Page] | None:
        try:
            return _page(asker, address, on_try)
        except FetchError as error:
            if address == url:
                first.append(error)
            return None

    found = list(follow(url, wanted, read))
    if first:
        raise first[0]
    return found


def _page(asker: Asker, url: str, on_try: Callable[[Try], None]) -> tuple[str, Page]:
    with tempfile.TemporaryDirectory(prefix="yusuan-page-") as folder:
        path = Path(folder) / "page.html"
        answer = download(asker, url, path, on_try, takes_page=True)
        if answer.size_bytes > _PAGE_BYTES:
            raise FetchError("too_large", f"{_PAGE_BYTES // 1_000_000} MB")
        return answer.final_url, read_page(path.read_bytes(), answer.final_url, answer.content_type)
