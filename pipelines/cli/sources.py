"""``yusuan sources``: the lists of what to fetch, checked, added to, shown, and tried.

Belongs here: arguments and tables on the screen. What a line means is in ``documents.sources``, how it is fetched in ``documents.fetch``;
fetching itself is part of ``yusuan run``.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape

from pipelines.cli.disclosure import missing_bodies, read_disclosure, told_of_disclosure, told_of_missing
from pipelines.cli.language import Language, LanguageOption, language_of, text_of
from pipelines.cli.rows import print_rows
from pipelines.cli.screen import RawOption, WarehouseOption, err, fail, load_settings, out, published
from pipelines.documents.fetching.tries import TRIES_NAME, Try, last_tries, read_tries
from pipelines.documents.hand_lists import UnreadableListError
from pipelines.documents.source_list import SourceError, add_source
from pipelines.documents.sources import DEFAULT_DEPTH, SOURCES_NAME, Source, read_lists
from pipelines.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""
Where reports come from: data/raw/sources.csv and sources.yaml. [bold]yusuan run[/bold] fetches what they list.

[bold]Examples[/bold]

  yusuan sources add https://example.gov.cn/a.pdf 2026/a.pdf --year 2026 --kind budget
  yusuan sources add https://example.gov.cn/yjsgk/ 2026/example/    a page that lists reports, and a folder for them
  yusuan sources try https://example.gov.cn/yjsgk/ --year 2026      what that page would bring; fetches no report
  yusuan sources check
  yusuan sources status
""",
)
#: Something in the lists is no good.
STATUS_PROBLEM = 3
_MOST_ROWS = 200

YearOption = Annotated[int | None, typer.Option("--year", help="Fiscal year of the report, or of the reports wanted.")]
KindOption = Annotated[str | None, typer.Option("--kind", help="budget (预算) or final_accounts (决算).")]
DepthOption = Annotated[
    int | None,
    typer.Option(
        "--depth", help="Of a page that lists reports: how many links an article is away from it [default: 1]."
    ),
]


@app.command()
def check(raw: RawOption = None) -> None:
    """Say what is wrong in the lists, line by line. Fetches nothing. Exit status 3 if anything is."""
    settings = load_settings(raw)
    sources, problems = _read(settings)
    for place, words in problems:
        err.print(f"[bold]no good[/bold] {escape(place)}: {escape(words)}", soft_wrap=True)
    good = [source for source in sources if source.problem is None]
    pages = sum(source.is_listing for source in good)
    here = sum(os.path.lexists(settings.raw_dir / source.file_name) for source in good if not source.is_listing)
    if not sources and not problems:
        out.print(
            f"Nothing is listed: there is no {SOURCES_NAME} in {settings.raw_dir}. Begin one: yusuan sources add",
            soft_wrap=True,
        )
    else:
        out.print(
            f"{len(good):,} good lines: {len(good) - pages:,} files ({here:,} of them here), {pages:,} pages that list reports"
        )
    if problems:
        raise typer.Exit(STATUS_PROBLEM)


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="Address of the PDF, or of a page that lists reports.", metavar="URL")],
    file_name: Annotated[
        str,
        typer.Argument(help="Path below data/raw/ for the PDF; for a page, a folder that ends in /.", metavar="NAME"),
    ],
    issuer: Annotated[
        str | None, typer.Option("--issuer", help="The body, as the report's cover would print it.")
    ] = None,
    division: Annotated[str | None, typer.Option("--division", help="Its place, as 武汉市青山区.")] = None,
    year: YearOption = None,
    kind: KindOption = None,
    part: Annotated[
        str | None, typer.Option("--part", help="whole, text, tables or targets, if it looks like another.")
    ] = None,
    depth: DepthOption = None,
    note: Annotated[str | None, typer.Option("--note", help="For people.")] = None,
    raw: RawOption = None,
) -> None:
    """Add a line to data/raw/sources.csv. Nothing is fetched before the next run."""
    settings = load_settings(raw)
    values = {
        "url": url,
        "file_name": file_name,
        "issuer": issuer or "",
        "division": division or "",
        "fiscal_year": str(year) if year is not None else "",
        "kind": kind or "",
        "part": part or "",
        "depth": str(depth) if depth is not None else "",
        "note": note or "",
    }
    try:
        line_no = add_source(settings.raw_dir, values)
    except (SourceError, UnreadableListError, OSError) as error:
        raise fail(f"not added: {escape(str(error))}") from error
    out.print(f"{SOURCES_NAME} line {line_no}: {escape(file_name)}. The next yusuan run fetches it.", soft_wrap=True)


@app.command("list")
def list_sources(raw: RawOption = None, warehouse: WarehouseOption = None) -> None:
    """Show every line of the lists: its file or folder, whether it is here, what is stated of it."""
    settings = load_settings(raw, warehouse)
    sources, problems = _read(settings)
    last = last_tries(_tries(settings))
    rows = [
        (_place(source), source.file_name, _state(settings, source, last), _stated(source), source.url)
        for source in sources
    ]
    print_rows(out, ("line", "file", "state", "stated", "url"), rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        out.print(f"… and {len(rows) - _MOST_ROWS:,} more")
    if problems:
        out.print(f"{len(problems):,} problems: yusuan sources check")


@app.command()
def status(raw: RawOption = None, warehouse: WarehouseOption = None, language: LanguageOption = None) -> None:
    """Show what the last try at each address came to: what failed, why, since when; and whose report is not here."""
    settings, chosen = load_settings(raw, warehouse), language_of(language)
    tries = _tries(settings)
    if tries:
        _print_tries(tries, chosen)
    else:
        out.print("尚未下载过。" if chosen is Language.CHINESE else "Nothing has been fetched yet.")
    if settings.published_path.exists():
        _print_disclosure(settings, chosen)


def _print_tries(tries: list[Try], chosen: Language) -> None:
    out.print(told_of_tries(tries, chosen))
    failing = [item for item in last_tries(tries).values() if item.outcome == "failed"]
    for item in sorted(failing, key=lambda item: item.started_at, reverse=True)[:_MOST_ROWS]:
        since = _failing_since(tries, item.url)
        words = text_of({"problem_zh": item.problem_zh, "problem_en": item.problem_en}, "problem", chosen)
        out.print(f"\n[bold]{escape(item.file_name or item.url)}[/bold]  [dim]{since:%Y-%m-%d}[/dim]", soft_wrap=True)
        if item.file_name:
            out.print(f"  {escape(item.url)}", soft_wrap=True)
        out.print(f"  {escape(words)}")
        if item.rests_until is not None and item.rests_until > datetime.now(UTC):
            until = f"{item.rests_until.astimezone():%Y-%m-%d %H:%M}"
            out.print(f"  {until} 前不再访问" if chosen is Language.CHINESE else f"  not asked again before {until}")
    if len(failing) > _MOST_ROWS:
        out.print(f"… and {len(failing) - _MOST_ROWS:,} more: rpt_fetch")


def _print_disclosure(settings: Settings, chosen: Language) -> None:
    with published(settings) as connection:
        rows = read_disclosure(connection)
    for line in told_of_disclosure(rows, chosen):
        out.print(f"\n[bold]{escape(line)}[/bold]")
    missing = missing_bodies(rows)
    for row in missing[:_MOST_ROWS]:
        out.print(f"  {escape(told_of_missing(row, chosen))}")
    if len(missing) > _MOST_ROWS:
        out.print(f"… and {len(missing) - _MOST_ROWS:,} more: rpt_disclosure")


@app.command("try")
def try_page(
    url: Annotated[str, typer.Argument(help="A page that lists reports.", metavar="URL")],
    year: YearOption = None,
    kind: KindOption = None,
    depth: DepthOption = None,
) -> None:
    """Show which files a page would bring and how they would be named. Reads pages; fetches no report and writes nothing."""
    from pipelines.documents.fetching.asking import Asker
    from pipelines.documents.fetching.following import found_on_listing
    from pipelines.documents.fetching.limits import FetchLimits, LimitError
    from pipelines.documents.fetching.listing import Wanted, names_for
    from pipelines.documents.fetching.problems import FetchError
    from pipelines.documents.sources import kind_of

    wanted_kind = kind_of(kind) if kind is not None else None
    if kind is not None and wanted_kind is None:
        raise fail(f"{escape(repr(kind))} is no kind of report; write budget (预算) or final_accounts (决算).")
    tries: list[Try] = []
    try:
        wanted = Wanted(year, wanted_kind, DEFAULT_DEPTH if depth is None else depth)
        with closing(Asker(FetchLimits.load())) as asker:
            found = found_on_listing(asker, url, wanted, tries.append)
    except (FetchError, LimitError) as error:
        raise fail(escape(str(error))) from error
    names = names_for(found, "", lambda _: False)
    for item in found:
        out.print(f"{escape(names[item.url])}\n  [dim]{escape(item.url)}[/dim]", soft_wrap=True)
    pages = sum(item.outcome == "listed" for item in tries)
    gone = [item for item in last_tries(tries).values() if item.outcome == "failed"]
    out.print(
        f"{len(found):,} files on {pages:,} pages. Fetch them: yusuan sources add {escape(url)} FOLDER/", soft_wrap=True
    )
    for passed in gone:
        out.print(f"[bold]passed over[/bold] {escape(passed.url)}: {escape(passed.problem_en or '')}", soft_wrap=True)


def told_of_tries(tries: list[Try], language: Language) -> str:
    """Return one line on what the last try at each address came to."""
    last = last_tries(tries)
    counts = Counter(item.outcome for item in last.values())
    failed, pages = counts["failed"], counts["listed"]
    files = len(last) - failed - pages
    moment = max(item.started_at for item in last.values())
    if language is Language.CHINESE:
        return f"下载：{files:,} 个文件，{pages:,} 个列表页，{failed:,} 个地址失败；最近一次 {moment:%Y-%m-%d %H:%M}"
    return f"Fetching: {files:,} files, {pages:,} pages, {failed:,} addresses fail; last asked {moment:%Y-%m-%d %H:%M}"


def _read(settings: Settings) -> tuple[tuple[Source, ...], list[tuple[str, str]]]:
    """The lines of the lists, and what is wrong, by place."""
    from pipelines.runs.identity_claims import misstated

    sources, listed = read_lists(settings.raw_dir)
    problems = [
        (item.list_name if item.line_no is None else f"{item.list_name} line {item.line_no}", item.words)
        for item in listed
    ]
    problems += [(_place(source), source.problem) for source in sources if source.problem is not None]
    problems += [(result.place, result.problem or "") for result in misstated(sources)]
    for source in sources:
        if source.problem is None and source.url is None and not os.path.lexists(settings.raw_dir / source.file_name):
            words = (
                f"{source.file_name} is not in data/raw, so what is stated of it counts for nothing; correct its name"
            )
            problems.append((_place(source), words))
    return sources, problems


def _tries(settings: Settings) -> list[Try]:
    return read_tries(settings.hand_over_dir / TRIES_NAME)


def _place(source: Source) -> str:
    return f"{source.list_name} line {source.line_no}"


def _state(settings: Settings, source: Source, last: dict[str, Try]) -> str:
    tried = last.get(source.url or "")
    if source.problem is not None:
        return "no good"
    if source.is_listing:
        return "not asked yet" if tried is None else f"{tried.outcome} {tried.started_at:%Y-%m-%d}"
    if os.path.lexists(settings.raw_dir / source.file_name):
        return "here"
    return "to fetch" if tried is None else f"failed {tried.started_at:%Y-%m-%d}"


def _stated(source: Source) -> str:
    stated = source.statement
    if stated is None:
        return ""
    values = (stated.division, stated.issuer, stated.fiscal_year, stated.report_kind, stated.part)
    return " ".join(str(value) for value in values if value is not None)


def _failing_since(tries: list[Try], url: str) -> datetime:
    """The first try at an address after the last one that was good."""
    of_url = [item for item in tries if item.url == url]
    good = [number for number, item in enumerate(of_url) if item.outcome != "failed"]
    return of_url[good[-1] + 1 if good else 0].started_at
