"""Reports whose texts want to be run, through the main job, and everything that people open of it: nothing runs, each text stands as printed."""

from __future__ import annotations

import csv
import io
import os
import pickle
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import mistune
import openpyxl
import pytest
from filelock import FileLock

from pipelines.documents.names import shown
from specimens.hostile.injected import CONTROLS, PLACES, PRINTABLE, Injected, held_back, injected, stated
from tests.conftest import ROOT
from tests.runs.main_job import run

pytestmark = pytest.mark.slow
#: So many put every text on paper, and every place has as many.
_SEEDS = range(12)
_HELD = 10
_VERDICT = (
    "0123456789abcdef-d0123456789ab",
    "不属实",
    "=7*191<img class=hostile src=x onerror=hit=1>",
    "\x1b[31m@SUM(7*191)",
)
#: What the text made of a page: elements, attributes, addresses; and what it computed.
_MADE = """() => {
  const wanted = '.hostile, iframe, object, embed, base, meta[http-equiv=refresh i], a[href^="javascript" i], '
    + '[onload], [onerror], [onmouseover], [href*="hostile.invalid" i], [src*="hostile.invalid" i]';
  const made = [...document.querySelectorAll(wanted)].map((element) => element.outerHTML.slice(0, 200));
  if (typeof hit !== "undefined") made.push("a script ran");
  if (/1337/.test(document.title + document.body.innerText)) made.push("a text was computed");
  return made;
}"""
_SEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
#: How a spreadsheet decides, told apart from how the product does: the first sign that is no blank.
_LIVE_SIGNS = frozenset("=+-@＝＋－＠")
_NUMBER = re.compile(r"[+\-＋－]+[\d,]*\.?\d*%?")


@dataclass(frozen=True, slots=True)
class Told:
    """The run: its folders, exit status, what it printed, and the reports it was given."""

    raw: Path
    warehouse: Path
    status: int
    printed: str
    reports: tuple[Injected, ...]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """One run over all variants and lists that hold such texts, too; made once for all workers of the test run."""
    shared = tmp_path_factory.getbasetemp()
    folder = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "injected"
    kept = folder / "told.pickle"
    folder.mkdir(exist_ok=True)
    with FileLock(str(folder / "told.lock")):
        if not kept.exists():
            reports = tuple(injected(seed) for seed in _SEEDS)
            (folder / "raw").mkdir()
            for report in reports:
                (folder / "raw" / report.file_name).write_bytes(report.pdf)
            _write_lists(folder / "raw", reports)
            status, printed = run(folder / "raw", folder / "warehouse")
            kept.write_bytes(pickle.dumps(Told(folder / "raw", folder / "warehouse", status, printed, reports)))
        found: Told = pickle.loads(kept.read_bytes())
    return found


def _write_lists(raw: Path, reports: Sequence[Injected]) -> None:
    texts = [*PRINTABLE, *(text for text in CONTROLS if not set(text) & {"\r", "\n"})]
    expected = [["division", "year", "kind", "issuer", "expected", "note"]]
    expected += [["", "2025", "budget", f"{text}局", "", text] for text in texts]
    verdicts = [["finding_key", "reviewer_verdict", "reviewer_note", "reviewer"], list(_VERDICT)]
    for name, rows in (("sources.csv", stated(reports)), ("expected.csv", expected), ("verdicts.csv", verdicts)):
        with (raw / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)


@pytest.fixture
def watched(browser: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page of Chromium, and what it did that no page of ours does."""
    done: list[str] = []
    context = browser.new_context(viewport={"width": 1400, "height": 950}, accept_downloads=True)
    opened = context.new_page()
    opened.on("dialog", lambda dialog: (done.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    opened.on("pageerror", lambda error: done.append(f"script: {error}"))
    opened.on("popup", lambda popup: done.append(f"window: {popup.url}"))
    opened.on(
        "request",
        lambda asked: done.append(f"request: {asked.url}") if not re.match("(file|data|blob):", asked.url) else None,
    )
    yield opened, done
    context.close()


def _live(watched: tuple[Any, list[str]], address: str) -> list[str]:
    page, done = watched
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = [*page.evaluate(_MADE), *done]
    done.clear()
    return found


def _plain(text: str) -> str:
    """A text as reading leaves it: ordinary forms, and no spaces, which wrapping and Chinese beside it take away."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _is_live(cell: str) -> bool:
    text = cell.strip(" \u3000\u200b\ufeff")
    return text[:1] in ("\t", "\r", "\n") or (text.lstrip()[:1] in _LIVE_SIGNS and not _NUMBER.fullmatch(text))


def _yusuan(
    told: Told, *arguments: str, cache: Path | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "YUSUAN_HOME": str(ROOT),
        "YUSUAN_RAW": str(told.raw),
        "YUSUAN_WAREHOUSE": str(told.warehouse),
        "COLUMNS": "200",
        **({"XDG_CACHE_HOME": str(cache)} if cache else {}),
    }
    command = [sys.executable, "-m", "pipelines.cli", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_run_reads_all_and_tells_of_the_lists(told: Told) -> None:
    assert told.status == 3, told.printed
    with duckdb.connect(str(told.warehouse / "yusuan.duckdb"), read_only=True) as connection:
        files = connection.execute("select file_name, is_published from dim_document order by all").fetchall()
        cells = connection.execute("select distinct text from dim_cell").fetchall()
        narrative = connection.execute("select distinct sentence from fct_narrative_figure").fetchall()
    assert sorted(files) == sorted((shown(report.file_name), True) for report in told.reports)
    # Every text stands in the warehouse as it is printed.
    read = "\n".join(_plain(text) for (text,) in (*cells, *narrative))
    assert [text for text in PRINTABLE if _plain(text) not in read] == []


def test_every_text_stands_in_every_place_by_turns(told: Told) -> None:
    assert {place for report in told.reports for place in report.texts} == set(PLACES)
    assert {text for report in told.reports for text in report.texts["label"]} == set(PRINTABLE)


def test_no_page_of_the_site_is_of_their_making(told: Told, watched: tuple[Any, list[str]]) -> None:
    site = told.warehouse / "site"
    pages = sorted(site.rglob("*.html"))
    assert len(pages) == 8 + len(_SEEDS)
    addresses = [page.as_uri() for page in pages]
    with duckdb.connect(str(told.warehouse / "yusuan.duckdb"), read_only=True) as connection:
        findings = connection.execute("select finding_id, document_id from rpt_discrepancy order by all").fetchall()
    addresses += [(site / "findings.html").as_uri() + f"#open={finding}" for finding, _ in findings[::4]]
    addresses += [
        f"{page.as_uri()}#table=t{no:02}" for page in (site / "reports").glob("*.html") for no in (3, 8, 10, 11)
    ]
    live = {address: found for address in addresses if (found := _live(watched, address))}
    assert live == {}
    watched[0].goto(addresses[pages.index(site / "unknown.html")])
    watched[0].wait_for_load_state("networkidle")
    assert "hostile" in watched[0].locator("body").inner_text()


def test_data_docs_are_not_of_their_making(told: Told, watched: tuple[Any, list[str]]) -> None:
    pages = sorted((told.warehouse / "data_docs").rglob("*.html"))
    shown = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert len(pages) > 20 and "hostile.invalid" in shown
    assert {page.name: found for page in pages if (found := _live(watched, page.as_uri()))} == {}


def test_reviews_are_not_of_their_making(
    told: Told, watched: tuple[Any, list[str]], review_cache: Path, tmp_path: Path
) -> None:
    for report in told.reports[:2]:
        page, form, findings = (tmp_path / f"{report.town}.{ending}" for ending in ("html", "xlsx", "csv"))
        pdf = told.raw / report.file_name
        files = ("--out", str(page), "--form", str(form), "--findings", str(findings))
        done = _yusuan(
            told, "review", str(pdf), *files, "--annotated", str(tmp_path / "a.pdf"), cache=review_cache, cwd=tmp_path
        )
        assert done.returncode == 1, done.stderr
        assert _SEEN.search(done.stdout + done.stderr) is None
        assert _live(watched, page.as_uri()) == []
        assert any(_plain(text) in _plain(done.stdout) for text in report.texts["label"])
        assert _live_cells(findings) == [] and _formulas(form) == []


def test_what_could_not_be_read_of_them_is_told(
    told: Told, watched: tuple[Any, list[str]], review_cache: Path, tmp_path: Path
) -> None:
    (tmp_path / "held").mkdir()
    for seed in range(_HELD):
        (tmp_path / "held" / f"{seed}.pdf").write_bytes(held_back(seed).pdf)
    for seed in (0, 1):
        done = _yusuan(told, "review", f"held/{seed}.pdf", "--lang", "en", cache=review_cache, cwd=tmp_path)
        assert done.returncode == 3, done.stdout
        assert ("no money unit is printed", "No table is of a known kind")[seed] in done.stdout
        assert "Nothing was found that" not in done.stdout
    done = _yusuan(told, "review", "held", "--out", "reviews", cache=review_cache, cwd=tmp_path)
    assert done.returncode == 3, done.stdout
    assert _SEEN.search(done.stdout + done.stderr) is None
    with (tmp_path / "reviews" / "ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == _HELD and all(line["reason_zh"] or line["unread_zh"] for line in lines)
    assert _live_cells(tmp_path / "reviews" / "ledger.csv") == []
    pages = sorted((tmp_path / "reviews").rglob("*.html"))
    assert {page.name: found for page in pages if (found := _live(watched, page.as_uri()))} == {}


def test_no_csv_and_no_workbook_holds_a_formula(told: Told, tmp_path: Path) -> None:
    exported = _yusuan(told, "export", "--csv", str(tmp_path / "csv"), "--xlsx", str(tmp_path / "a.xlsx"))
    assert exported.returncode == 0, exported.stderr
    every = _yusuan(told, "export", "--csv", str(tmp_path / "cells"), "--table", "dim_cell", "--table", "fct_amount")
    assert every.returncode == 0, every.stderr
    files = [*(tmp_path / "csv").glob("*.csv"), *(tmp_path / "cells").glob("*.csv")]
    assert len(files) > 3 and {path.name: found for path in files if (found := _live_cells(path))} == {}
    assert _formulas(tmp_path / "a.xlsx") == []
    cells = csv.DictReader((tmp_path / "cells" / "dim_cell.csv").open(encoding="utf-8", newline=""))
    assert any(row["text"].startswith("'=") for row in cells)
    asked = _yusuan(
        told,
        "sql",
        "--csv",
        'select text, text as "=x" from dim_cell union select reviewer, reviewer_note from rpt_verdict',
    )
    assert asked.returncode == 0, asked.stderr
    assert [cell for row in csv.reader(io.StringIO(asked.stdout)) for cell in row if _is_live(cell)] == []


def test_terminals_show_texts_as_they_stand(told: Told) -> None:
    outputs = {"run": told.printed}
    for words in (
        "status", "status --reports", "sources status", "sources check", "sources list", "verdict --list", "doctor",
        "discrepancies --limit 0 --details", "discrepancies --json", "status --json", "show --row hostile --column 合计",
    ):  # fmt: skip
        done = _yusuan(told, *words.split(), *(("-o", os.devnull) if words.startswith("show") else ()))
        outputs[words] = done.stdout + done.stderr
        assert "Traceback" not in outputs[words], outputs[words]
    query = (
        "select text from (select text from dim_cell union select reviewer from rpt_verdict union select reviewer_note from "
        "rpt_verdict) where text similar to '.*(191|hostile|bold|warning|31m).*'"
    )
    outputs["sql"] = _yusuan(told, "sql", query).stdout
    outputs["sql --json"] = _yusuan(told, "sql", "--json", query).stdout
    acted_on = {words: found[0] for words, text in outputs.items() if (found := _SEEN.search(text))}
    assert acted_on == {}
    told_all = _plain(outputs["discrepancies --limit 0 --details"])
    with duckdb.connect(str(told.warehouse / "yusuan.duckdb"), read_only=True) as connection:
        titles = connection.execute("select title_en, title_zh from rpt_discrepancy").fetchall()
    assert [en for en, zh in titles if _plain(en) not in told_all and _plain(zh) not in told_all] == []
    assert r"\x1b[31m" in outputs["sql"] and "[bold red]x[/]" in outputs["sql"] and ":warning:x" in outputs["sql"]


def test_dagster_is_told_texts_and_no_markdown(told: Told) -> None:
    folder = told.warehouse / "dagster"
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        events = [
            entry.dagster_event.event_specific_data
            for record in instance.get_run_records()
            for entry in instance.all_logs(record.dagster_run.run_id)
            if entry.dagster_event is not None
        ]
    described = [getattr(event, "materialization", None) or event for event in events if event is not None]
    tables = 0
    for event in described:
        drawn = str(mistune.markdown(getattr(event, "description", None) or ""))
        assert not re.search("<(a|img|script)|hostile=", drawn), drawn
        for name, value in (getattr(event, "metadata", None) or {}).items():
            tables += isinstance(value, dg.TableMetadataValue) and "hostile" in str(value.records)
            if isinstance(value, dg.MarkdownMetadataValue | dg.UrlMetadataValue):
                assert "hostile" not in str(value.value), name
    assert tables


def _live_cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row if _is_live(cell)]


def _formulas(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
