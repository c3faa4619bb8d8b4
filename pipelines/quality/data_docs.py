"""Data Docs as a folder that opens without a network.

Belongs here: where Great Expectations writes its pages, making them whole in one move, and taking out what they would
load from other hosts. Their content is Great Expectations' own; the warehouse, not these pages, is the dashboard.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Scripts, styles and pictures from other hosts: the pages ask CDNs for them, nothing of ours is fetched at run time.
_REMOTE = re.compile(
    r"<script[^>]*\ssrc=\"https?://[^>]*>\s*</script>"
    r"|<link[^>]*\shref=\"https?://[^>]*>"
    r"|<img[^>]*\ssrc=\"https?://[^>]*>",
    re.IGNORECASE,
)
_REMOTE_STYLE = re.compile(r"background: url\('https?://[^)]*\)[^;]*;")
_STYLE = Path(__file__).with_name("data_docs.css")


def site_config(folder: Path) -> dict[str, Any]:
    """The configuration of a Data Docs site in ``folder``, without the how-to buttons that lead elsewhere."""
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", "show_cta_footer": False},
    }


@contextmanager
def swap_in(folder: Path) -> Iterator[Path]:
    """Give a fresh folder to write the pages to; when the block ends well, it stands in the place of ``folder``.

    A block that raises leaves the pages as they were. Leftovers of a killed run are cleared.
    """
    draft, old = folder.with_name(f".{folder.name}.draft"), folder.with_name(f".{folder.name}.old")
    for leftover in (draft, old):
        shutil.rmtree(leftover, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
        make_offline(draft)
        if folder.exists():
            folder.rename(old)
        draft.rename(folder)
    finally:
        for leftover in (draft, old):
            shutil.rmtree(leftover, ignore_errors=True)


def make_offline(folder: Path) -> None:
    """Take every reference to another host's scripts, styles and pictures out of the pages; put our style in."""
    style = f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>"
    for page in folder.rglob("*.html"):
        text = _REMOTE_STYLE.sub("", _REMOTE.sub("", page.read_text(encoding="utf-8")))
        page.write_text(text.replace("</head>", f"{style}</head>", 1), encoding="utf-8")
