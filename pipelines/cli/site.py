"""``yusuan site``: the pages people read. Says where they are, opens them, makes them anew, draws pages that are asked for.

Belongs here: arguments and what is printed. The pages are made in ``site.dashboard``.
"""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer
from rich.markup import escape

from pipelines.cli.screen import RawOption, WarehouseOption, fail, load_settings, out
from pipelines.documents.names import escaped
from pipelines.settings import Settings
from pipelines.site.dashboard.publishing import draw_site_pictures, finish_site, rebuild_site
from pipelines.warehouse.publication import WarehouseInUseError


def site(
    open_it: Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")] = False,
    build: Annotated[bool, typer.Option("--build", help="Make the pages of the published warehouse anew.")] = False,
    pictures: Annotated[
        str, typer.Option("--pictures", help="Draw all pages with tables of reports whose file name has these words.")
    ] = "",
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """The pages people read: what may be used, what is wrong and where on the page, what is missing.

    They are written with every publication, and need neither a server nor a network.

    [bold]Examples[/bold]

      yusuan site --open
      yusuan site --pictures audit_2026    draw all its pages, whatever the time
    """
    settings = load_settings(raw, warehouse)
    if not settings.published_path.exists():
        raise fail(f"there is no warehouse at {settings.published_path} yet. Make it with [bold]yusuan run[/bold].")
    try:
        rebuild_site(settings) if build else finish_site(settings)
    except (OSError, WarehouseInUseError) as error:
        raise fail(escape(str(error))) from error
    if not build:
        # Whoever is about to look at the pages can wait for some more pictures.
        draw_site_pictures(settings)
    if pictures:
        _draw(settings, pictures)
    index = settings.site_dir / "index.html"
    out.print(f"Pages: {escape(escaped(index))}", soft_wrap=True)
    if open_it and not webbrowser.open(index.as_uri()):
        out.print("No browser could be started here; open the file by hand.")


def _draw(settings: Settings, words: str) -> None:
    """Draw the reports that were asked for, and say what came of it."""
    drawn = draw_site_pictures(settings, words)
    if not drawn.wanted:
        raise fail(f"no published report has {escape(words)} in its file name. Names: yusuan status --reports", 2)
    told = f"{drawn.drawn} pages drawn" if drawn.drawn else "No page had to be drawn"
    out.print(f"{told}; {drawn.missing} cannot be drawn." if drawn.missing else f"{told}.")
