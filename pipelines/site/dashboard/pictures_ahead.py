"""Pictures of pages drawn beforehand: while the suites judge a candidate on one core, another draws what its site will want.

Belongs here: which pages a candidate's site will want first, drawing them into a folder of the run, and stopping when the suites are done. With a
cluster, its workers draw, who have nothing to read meanwhile. The site takes them over as it takes over those of the site before (``pictures``); what is not wanted after all goes with the run's folder.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import TracebackType

import duckdb

from pipelines.cluster import Place
from pipelines.contract.sql import connect
from pipelines.settings import Settings
from pipelines.site.dashboard.pictures import draw_pages_of, picture_path, pictures_cap_bytes
from pipelines.site.dashboard.versions import current_site
from pipelines.site.page_pictures import Artists, DrawnHere

#: Pages of findings, the worst first, then pages with tables: more than are drawn while suites run.
_WANTED = """
with of_findings as (
    select document_id, unnest(page_nos) as page_no,
           case severity when 'error' then 0 when 'warning' then 1 else 2 end as rank
    from main.rpt_discrepancy
),
of_tables as (
    select document_id, unnest(range(first_page_no, last_page_no + 1)) as page_no, 3 as rank
    from main.dim_printed_table
    where not is_held_back
)
select pages.document_id, any_value(documents.file_name) as file_name, pages.page_no
from (from of_findings union all from of_tables) as pages
inner join main.dim_document as documents using (document_id)
where documents.is_present
group by pages.document_id, pages.page_no
order by min(pages.rank), pages.document_id, pages.page_no
limit 1000
"""


class PicturesAhead:
    """Draws pages of a candidate beside what is done in the ``with`` block; ``seconds`` says for how long it did.

    A candidate without these tables, a page that cannot be drawn, or a cluster that is lost stops nothing: pictures are drawn after
    publication too.
    """

    def __init__(self, settings: Settings, candidate: Path, folder: Path, place: Place | None = None) -> None:
        """Ask the candidate what will be wanted; pictures go below ``folder`` as they lie in a site's folder of pictures."""
        self.folder = folder
        self.seconds = 0.0
        self._settings = settings
        self._wanted = _missing(settings, candidate)
        # Here, the suites have a core to themselves, and whoever else is at work comes before these.
        self._artists = Artists(place, is_beside=True)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._draw, daemon=True)

    def __enter__(self) -> PicturesAhead:
        """Begin to draw."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Draw no further page."""
        self._over.set()
        self._artists.leave()
        self._thread.join()

    @property
    def drawn_here(self) -> DrawnHere | None:
        """Why the cluster did not draw, or not all, if so."""
        return self._artists.drawn_here

    def _draw(self) -> None:
        began = time.monotonic()
        cap, total, count = pictures_cap_bytes(self._settings), 0, 0
        with self._artists as artists:
            for path in draw_pages_of(self._settings, artists, self._wanted, self.folder):
                count += 1
                total += path.stat().st_size if path.exists() else 0
                if self._over.is_set() or total >= cap:
                    break
        # What was but waited for, such as a scheduler that is gone, leaves the pictures their time after publication.
        self.seconds = time.monotonic() - began if count else 0.0


def _missing(settings: Settings, candidate: Path) -> list[tuple[str, str, int]]:
    """Pages without a picture in the site that readers see: document id, file name, page number."""
    try:
        with connect(candidate, read_only=True) as connection:
            rows: list[tuple[str, str, int]] = connection.execute(_WANTED).fetchall()
    except duckdb.Error:
        return []
    seen = current_site(settings)
    if seen is None:
        return rows
    return [row for row in rows if not picture_path(seen, row[0], row[2]).exists()]
