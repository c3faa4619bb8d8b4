"""``yusuan sources``: lists checked, added to, shown, and a page tried without fetching a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.cli.language import Language
from pipelines.cli.sources import told_of_tries
from pipelines.documents.fetching.tries import Try, write_tries
from pipelines.settings import Settings
from tests.conftest import ROOT
from tests.documents.fetching.site import Site, open_site, page, status


@pytest.fixture
def home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("YUSUAN_HOME", str(ROOT))
    monkeypatch.setenv("YUSUAN_RAW", str(settings.raw_dir))
    monkeypatch.setenv("YUSUAN_WAREHOUSE", str(settings.warehouse_dir))
    return settings


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("YUSUAN_FETCH_ALLOW_NETWORKS", "127.0.0.1")
    monkeypatch.setenv("YUSUAN_FETCH_DELAY_SECONDS", "0")
    with open_site() as opened:
        yield opened


def call(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["sources", *arguments])
    assert done.exit_code == status, done.output
    return done.output


def test_without_a_list_check_says_how_to_begin(home: Settings) -> None:
    assert "yusuan sources add" in call("check")


def test_what_is_added_is_listed_and_good(home: Settings) -> None:
    assert "sources.csv line 2" in call("add", "http://a/1", "2026/a.pdf", "--year", "2026", "--kind", "预算")
    call("add", "http://a/list", "2026/青山区/", "--depth", "2")
    assert "2 good lines: 1 files (0 of them here), 1 pages" in call("check")
    shown = call("list")
    for words in ("2026/a.pdf", "to fetch", "2026 budget", "2026/青山区/", "not asked yet"):
        assert words in shown, words
    (home.raw_dir / "2026").mkdir()
    (home.raw_dir / "2026" / "a.pdf").touch()
    assert "1 of them here" in call("check")


def test_a_line_that_is_no_good_is_not_added_and_says_why(home: Settings) -> None:
    assert "no http or https address" in call("add", "ftp://a/1", "a.pdf", status=1)
    assert not (home.raw_dir / "sources.csv").exists()


def test_check_tells_every_bad_line_with_its_number(home: Settings) -> None:
    (home.raw_dir / "sources.csv").write_text(
        "url,file_name,division,owner\nhttp://[::1,a.pdf,,\n,b.pdf,某星球,\n,c.pdf,北京市,\n", encoding="utf-8"
    )
    (home.raw_dir / "sources.yaml").write_text("- url: http://a/x\n", encoding="utf-8")
    shown = " ".join(call("check", status=3).split())
    for words in (
        "sources.csv line 1: the column 'owner' is not known",
        "sources.csv line 2: 'http://[::1' is no address",
        "sources.csv line 3: '某星球' is no division",
        "sources.csv line 4: c.pdf is not in data/raw",
        "sources.yaml line 1: it has no file_name",
    ):
        assert words in shown, words


def test_trying_a_page_shows_what_it_would_bring_and_fetches_no_report(home: Settings, site: Site) -> None:
    site.answers |= {
        "/list": page(("a.html", "某局2026年部门预算"), ("old.pdf", "某局2020年部门预算"), ("gone.html", "预算")),
        "/a.html": page(("1.pdf", "附件")),
        "/gone.html": status(404),
    }
    shown = call("try", f"{site.url}/list", "--year", "2026", "--kind", "budget")
    for words in ("某局2026年部门预算 附件.pdf", "1 files on 2 pages", "/gone.html", "404"):
        assert words in shown, words
    assert "old.pdf" not in shown and site.times("/1.pdf") == [] and not list(home.raw_dir.iterdir())


def test_trying_what_is_no_page_or_asking_for_no_kind_says_so(home: Settings, site: Site) -> None:
    assert "404" in call("try", f"{site.url}/none", status=1)
    assert "is no kind of report" in call("try", f"{site.url}/none", "--kind", "plan", status=1)


def test_status_says_what_failed_why_and_since_when(home: Settings) -> None:
    assert "Nothing has been fetched yet" in call("status", "--lang", "en")
    write_tries(
        home.hand_over_dir / "fetches.parquet",
        [
            Try("http://a/1", datetime(2026, 3, 1, tzinfo=UTC), 1, "fetched", 5, file_name="a.pdf"),
            Try("http://a/2", datetime(2026, 3, 1, tzinfo=UTC), 1, "fetched", 5, file_name="b.pdf"),
            *(
                Try(
                    "http://a/2",
                    datetime(2026, 3, day, tzinfo=UTC),
                    1,
                    "failed",
                    5,
                    None,
                    "b.pdf",
                    problem_zh="不见了",
                    problem_en="gone",
                )
                for day in (5, 9)
            ),
        ],
    )
    english, chinese = call("status", "--lang", "en"), call("status", "--lang", "zh")
    assert "1 files, 0 pages, 1 addresses fail" in english
    for words in ("b.pdf", "2026-03-05", "http://a/2", "gone"):
        assert words in english, words
    assert "不见了" in chinese and "1 个地址失败" in chinese and "a.pdf" not in english


def test_one_line_on_all_tries() -> None:
    tries = [Try("http://a", datetime(2026, 3, 1, 6, tzinfo=UTC), 1, "listed", 1)]
    assert (
        told_of_tries(tries, Language.ENGLISH)
        == "Fetching: 0 files, 1 pages, 0 addresses fail; last asked 2026-03-01 06:00"
    )


def test_status_names_whose_report_is_not_here(home: Settings) -> None:
    home.warehouse_dir.mkdir()
    with duckdb.connect(str(home.published_path)) as connection:
        connection.execute(
            "create table rpt_disclosure as select 'budget' as report_kind, 2026 as fiscal_year, '某市' as division_name, '某局' as body_name, "
            "'1/某局' as body_key, 'absent' as disclosure_status, 'listed' as expected_by, date '2026-02-09' as due_on"
        )
    shown = call("status", "--lang", "en")
    assert "0 of 1 bodies are here" in shown and "某市 某局 budget 2026: absent, due 2026-02-09" in shown


def test_status_says_how_long_an_address_rests(home: Settings) -> None:
    now = datetime.now(UTC)
    tries = [
        Try(f"http://a/{hours}", now, 1, "failed", 5, problem_en="gone", rests_until=now + timedelta(hours=hours))
        for hours in (-1, 1)
    ]
    write_tries(home.hand_over_dir / "fetches.parquet", tries)
    assert call("status", "--lang", "en").count("not asked again before") == 1
