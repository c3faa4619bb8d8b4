"""The site and the warehouse together: made with every publication, switched with it, finished if a run was killed in between.

Belongs here: these steps as a run calls them. What makes pages is loaded where pages are made: a run that finds nothing new makes none.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.settings import Settings
from pipelines.site.dashboard import versions
from pipelines.warehouse.parquet_export import drop_unseen
from pipelines.warehouse.publication import read_publication, read_publications
from pipelines.warehouse.publish import parquet_version

if TYPE_CHECKING:
    from pipelines.site.dashboard.pictures import Drawn
    from pipelines.site.dashboard.pictures_ahead import PicturesAhead
    from pipelines.site.page_pictures import Artists

#: What pictures of pages may cost a publication; those that are missing are drawn with the next, or when they are asked for.
_PICTURE_SECONDS = 2.5


def prepare_site(settings: Settings, warehouse: Path, version: str) -> Callable[[], None]:
    """Build the site about ``warehouse``; returns the switch to it. Never raises for a page that cannot be made."""
    return versions.prepare_site(settings, warehouse, version)


def finish_site(settings: Settings) -> None:
    """Let the site be that of the published warehouse, if a run was killed before it was, or an older program published.

    Pages that a killed run made for a warehouse that it never published go.
    """
    published = [parquet_version(publication) for publication in read_publications(settings.published_path)]
    if not published:
        return
    version = published[0]
    if versions.is_site_of(settings, version):
        drop_unseen(settings.site_versions_dir, published)
    elif (settings.site_versions_dir / version).is_dir():
        versions.switch_site(settings, version)
    else:
        rebuild_site(settings)


def rebuild_site(settings: Settings) -> None:
    """Make the site of the published warehouse anew; raises ``FileNotFoundError`` if nothing is published."""
    publication = read_publication(settings.published_path)
    if publication is None:
        raise FileNotFoundError(f"there is no warehouse at {settings.published_path}")
    versions.prepare_site(settings, settings.published_path, parquet_version(publication))()
    draw_site_pictures(settings)


def draw_site_pictures(
    settings: Settings, document: str = "", ahead: PicturesAhead | None = None, artists: Artists | None = None
) -> Drawn:
    """Draw pages into the site that readers see, for a few seconds. With ``document``, all pages with tables of such reports.

    What was drawn ``ahead`` is taken over, and the time it took is not spent again. ``artists`` draw, by default this machine.
    """
    from pipelines.site.dashboard.pictures import Drawn, draw_pictures

    folder = versions.current_site(settings)
    if folder is None:
        return Drawn(0, 0, 0, 0)
    others = [versions.site_before(settings), ahead.folder if ahead else None]
    seconds = _PICTURE_SECONDS - (ahead.seconds if ahead else 0.0)
    return draw_pictures(settings, folder, [other for other in others if other is not None], seconds, document, artists)
