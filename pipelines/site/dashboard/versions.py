"""Which site readers see: the one of the publication they see, and never another.

Belongs here: one folder a publication, and the link that is switched with the warehouse. The site before stays until the next publication, so
that a page that is open keeps finding its data.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path

from pipelines.contract.files import DRAFT_SUFFIX
from pipelines.settings import Settings
from pipelines.warehouse.parquet_export import switch_link

_FAILED = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Yusuan</title>
<p>本次发布的页面未能生成，数据仓库不受影响。 The pages of this publication could not be made; the warehouse is not touched by it.</p>
<p>{problem}</p><p>请运行 run: <code>yusuan site --build</code></p></html>
"""


def prepare_site(settings: Settings, warehouse: Path, version: str) -> Callable[[], None]:
    """Build the site about ``warehouse`` and return the switch to it; readers see nothing of it before.

    A site that cannot be built stops no publication: the switch then leads to a page that says so, not to pages of another publication.
    """
    # Loaded where pages are made: a run that finds nothing new only asks which site is seen.
    from pipelines.site.dashboard.build import PICTURES, build_site

    folder = settings.site_versions_dir / version
    draft = settings.site_versions_dir / f"{version}{DRAFT_SUFFIX}"
    try:
        build_site(settings, warehouse, draft, current_site(settings))
    except Exception as error:  # whatever it is, a template's mistake too: the warehouse is sound
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        problem = escape(f"{type(error).__name__}: {error}")
        (draft / "index.html").write_text(_FAILED.format(problem=problem), encoding="utf-8")
    if (folder / PICTURES).is_dir() and not (draft / PICTURES).exists():
        (folder / PICTURES).rename(draft / PICTURES)
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return lambda: switch_site(settings, version)


def switch_site(settings: Settings, version: str) -> None:
    """Let the site be that version, atomically, and remove versions nobody needs any more."""
    switch_link(settings.site_dir, settings.site_versions_dir, version)


def current_site(settings: Settings) -> Path | None:
    """Return the folder of the site that readers see; None if there is none."""
    return settings.site_dir.resolve() if settings.site_dir.is_dir() else None


def site_before(settings: Settings) -> Path | None:
    """Return the folder of the site that readers saw before; None if there is none any more."""
    current = current_site(settings)
    folders = [path for path in settings.site_versions_dir.glob("*") if path.is_dir() and path.suffix != DRAFT_SUFFIX]
    others = sorted(path for path in folders if path != current)
    return others[-1] if current is not None and others else None


def is_site_of(settings: Settings, version: str) -> bool:
    """True if readers see the site of that version."""
    folder = current_site(settings)
    return folder is not None and folder.name == version
