"""A season played end to end through Dagster, against servers that list, delay, fail, correct, lead astray and lie about types.

Sensor, schedule, jobs, Dagster's records and the servers are real. Minutes are made seconds by the limits; weeks pass by setting back
what the folder remembers of when it was asked.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from pipelines.defs.dagster_home import prepare_dagster_home
from pipelines.documents.fetching.tries import TRIES_NAME, read_tries, write_tries
from pipelines.documents.provenance import read_provenance, remember
from pipelines.runs.state import current_run
from pipelines.settings import Settings
from specimens.families import clean_report
from specimens.families.money import ISSUER, YEAR
from specimens.typeset import LOOKS, typeset
from tests.conftest import ROOT
from tests.documents.fetching.site import LISTING_TYPE, Request, Site, in_turn, open_site, page, status
from tests.runs.printed import with_words

pytestmark = pytest.mark.slow
PLACE = "武汉市青山区"
EDUCATION, CIVIL, HEALTH, SCIENCE = (f"{PLACE}{name}局" for name in ("教育", "民政", "卫生健康", "科学技术"))
DELAY_SECONDS = 0.1
TRIES = 2
RETRY_SECONDS = 1.2
LIMITS = {
    "ALLOW_NETWORKS": "127.0.0.1",
    "DELAY_SECONDS": str(DELAY_SECONDS),
    "TRIES": str(TRIES),
    "WAIT_SECONDS": "0.2",
    "IDLE_SECONDS": "5",
    "RETRY_MINUTES": str(RETRY_SECONDS / 60),
}
WEEKS = timedelta(weeks=3)


def _report(seed: int, issuer: str, changed: str | None = None) -> bytes:
    """A report of a body; ``changed`` is put after its title, as a correction says of itself."""
    report = clean_report("suzhou", seed).report
    return typeset(
        with_words(report, {ISSUER: issuer} | ({"统筹协调全市有关工作": changed} if changed else {})),
        LOOKS["reference"],
    ).pdf


def _slowly(content: bytes) -> Any:
    """Answer in pieces, with waits."""

    def answer(request: Request) -> None:
        request.begin(len(content))
        for start in range(0, len(content), len(content) // 4):
            request.wfile.write(content[start : start + len(content) // 4])
            time.sleep(0.15)

    return answer


def _half(content: bytes) -> Any:
    """Break off in the middle, once; then give the rest to who asks for it with the version."""

    def first(request: Request) -> None:
        request.begin(len(content), {"ETag": '"one"'})
        request.wfile.write(content[: len(content) // 2])
        request.drop()

    def rest(request: Request) -> None:
        asked = request.headers.get("Range")
        assert asked is not None and request.headers["If-Range"] == '"one"'
        start = int(asked.removeprefix("bytes=").rstrip("-"))
        headers = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}", "ETag": '"one"'}
        request.give(content[start:], headers, 206)

    return in_turn(first, rest)


def _versioned(content: bytes, etag: str) -> Any:
    """Answer 304 to who has it."""

    def answer(request: Request) -> None:
        if request.headers.get("If-None-Match") == etag:
            request.give(b"", {"ETag": etag}, 304)
        else:
            request.give(content, {"ETag": etag})

    return answer


@dataclass
class Day:
    """What was there at the end of a day: the folder, what Dagster recorded, what servers were asked, what is published."""

    files: dict[str, bytes]
    asked: Counter[str]
    jobs: list[str]
    observed: list[Mapping[str, Any]]
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    coverage: str = ""


_SQL = {
    "documents": "select file_name, issuer_name, is_published from dim_document where is_present order by all",
    "fetches": "select regexp_replace(url, '^http://[^/]*', ''), coalesce(problem_code, outcome), list_name, line_no, rests_until is not null "
    "from rpt_fetch where is_last_try order by all",
    "disclosure": "select body_name, disclosure_status, days_late from rpt_disclosure order by all",
    "history": "select ended_by, count(*) from rpt_document_history group by all order by all",
}


class Season:
    """The raw folder, its servers, and Dagster at work on it."""

    def __init__(self, root: Path, site: Site, other: Site, private: Site) -> None:
        self.site, self.other, self.private = site, other, private
        self.settings = Settings.load(raw=root / "raw", warehouse=root / "warehouse")
        self.settings.export()
        self.settings.raw_dir.mkdir()
        self.cursor: str | None = None
        os.environ["DAGSTER_HOME"] = str(prepare_dagster_home(self.settings))
        self.instance = dg.DagsterInstance.get()

    def tick(self) -> list[dg.RunRequest]:
        """Let the sensor look, as the daemon does."""
        from pipelines.defs.sensors import new_reports

        with dg.build_sensor_context(instance=self.instance, cursor=self.cursor) as context:
            data = new_reports.evaluate_tick(context)
            self.cursor = data.cursor
        return list(data.run_requests or [])

    def run(self, job_name: str, tags: Mapping[str, str] | None = None) -> dg.ExecuteInProcessResult:
        """Run a job as Dagster's launcher does, but in this process, whose run ends with it."""
        from pipelines.definitions import defs

        try:
            return defs.resolve_job_def(job_name).execute_in_process(
                instance=self.instance, tags=dict(tags or {}), raise_on_error=False
            )
        finally:
            state = current_run()
            if state is not None:
                state.close()

    def let_weeks_pass(self) -> None:
        """Set back when each address was asked and each file came."""
        path = self.settings.hand_over_dir / TRIES_NAME
        write_tries(
            path,
            [
                replace(
                    item,
                    started_at=item.started_at - WEEKS,
                    rests_until=item.rests_until and item.rests_until - WEEKS,
                )
                for item in read_tries(path)
            ],
        )
        for name, source in read_provenance(self.settings.raw_dir).items():
            checked_at = source.checked_at and source.checked_at - WEEKS
            moved = replace(source, retrieved_at=source.retrieved_at - WEEKS, checked_at=checked_at)
            remember(self.settings.raw_dir, name, moved)

    def settle(self, begin: str | None = None) -> Day:
        """Let sensor and jobs work until there is nothing to do; returns what came of it."""
        before = [len(site.asked) for site in (self.site, self.other)]
        jobs: list[str] = []
        observed: list[Mapping[str, Any]] = []

        def run(name: str, tags: Mapping[str, str] | None = None) -> None:
            result = self.run(name, tags)
            jobs.append(name if result.success else f"{name} failed")
            for event in result.all_events:
                if event.event_type == dg.DagsterEventType.ASSET_OBSERVATION:
                    found = event.asset_observation_data.asset_observation.metadata
                    observed.append({key: value.value for key, value in found.items()})

        if begin is not None:
            run(begin)
        for _ in range(6):
            requests = self.tick()
            if not requests:
                break
            for request in requests:
                assert request.job_name is not None
                run(request.job_name, request.tags)
        sites = zip((self.site, self.other), before, strict=True)
        day = Day(
            {
                path.name: path.read_bytes()
                for path in self.settings.raw_dir.rglob("*.pdf")
                if ".earlier" not in path.parts
            },
            Counter(path for site, count in sites for _, path, _ in site.asked[count:]),
            jobs,
            observed,
        )
        with duckdb.connect(str(self.settings.published_path), read_only=True) as connection:
            day.rows = {name: connection.execute(sql).fetchall() for name, sql in _SQL.items()}
        return day


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(f"YUSUAN_FETCH_{name}", value)
        yield


@dataclass
class Story:
    """The days and what stays after them."""

    season: Season
    first: Day
    later: Day
    reports: dict[str, bytes]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Two days of a season: the first, and one some weeks later on which its schedule is due."""
    root = tmp_path_factory.mktemp("season")
    reports = {
        "education": _report(2, EDUCATION),
        "civil": _report(3, CIVIL),
        "health": _report(4, HEALTH),
        "corrected": _report(2, EDUCATION, "更正版：统筹协调全市有关工作"),
    }
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name in ("YUSUAN_HOME", "YUSUAN_RAW", "YUSUAN_WAREHOUSE", "DAGSTER_HOME"):
            patch.setenv(name, str(ROOT) if name == "YUSUAN_HOME" else "")
        # One address of this machine may be asked, another may not.
        site, other = (stack.enter_context(open_site()) for _ in range(2))
        private = stack.enter_context(open_site("127.0.0.2"))
        site.answers |= {
            "/robots.txt": b"User-agent: *\nDisallow: /hidden/\n",
            "/list": page(
                ("education.html", f"{EDUCATION}{YEAR}年部门预算"),
                ("old.pdf", f"{EDUCATION}{YEAR - 3}年部门预算"),
                ("list2", "下一页"),
            ),
            "/list2": page(
                ("civil.pdf", f"{CIVIL}{YEAR}年部门预算"),
                ("gone.pdf", f"{PLACE}审计局{YEAR}年部门预算"),
                ("page.pdf", f"{PLACE}统计局{YEAR}年部门预算"),
                ("astray.pdf", f"{PLACE}司法局{YEAR}年部门预算"),
                ("hidden/a.pdf", f"{PLACE}信访局{YEAR}年部门预算"),
                ("copy.pdf", f"{CIVIL}{YEAR}年部门预算（下载）"),
            ),
            "/education.html": page(("education.pdf", "附件")),
            "/education.pdf": _versioned(reports["education"], '"v1"'),
            "/civil.pdf": _half(reports["civil"]),
            "/copy.pdf": _slowly(reports["civil"]),
            "/gone.pdf": status(404),
            "/page.pdf": lambda request: request.give(b"<html>not found</html>", {"Content-Type": "application/pdf"}),
            "/astray.pdf": status(302, Location=f"{private.url}/secret.pdf"),
        }
        # Down for the first tries and the first of Dagster's, then gives a PDF under another type.
        other.answers |= {
            "/health": in_turn(
                *[status(503)] * (TRIES + 1), lambda request: request.give(reports["health"], LISTING_TYPE)
            ),
            "/busy.pdf": status(429, Retry_After="7200"),
        }
        with _environment(LIMITS):
            season = Season(root, site, other, private)
            stack.callback(season.instance.dispose)
            raw = season.settings.raw_dir
            (raw / "sources.csv").write_text(
                f"url,file_name,fiscal_year,kind\n{site.url}/list,{YEAR}/,{YEAR},budget\n", encoding="utf-8"
            )
            (raw / "sources.yaml").write_text(
                f"- url: {other.url}/health\n  file_name: health.pdf\n  issuer: {HEALTH}\n- url: {other.url}/busy.pdf\n  file_name: busy.pdf\n",
                encoding="utf-8",
            )
            (raw / "expected.csv").write_text(
                "division,year,kind,issuer,approved_on,due_on,disclosed_on\n"
                f"{PLACE},{YEAR},budget,,{YEAR}-01-20,,\n"
                f"{PLACE},{YEAR},budget,{EDUCATION},,,{YEAR}-02-05\n"
                f"{PLACE},{YEAR},budget,{CIVIL},,,{YEAR}-02-12\n"
                f"{PLACE},{YEAR},budget,{SCIENCE},,,\n",
                encoding="utf-8",
            )
            first = season.settle()
        # Weeks later: a correction at the same address, and a report that was not there before.
        site.answers["/education.pdf"] = _versioned(reports["corrected"], '"v2"')
        site.answers["/civil.pdf"] = _versioned(reports["civil"], '"one"')
        site.answers["/gone.pdf"] = _report(5, f"{PLACE}审计局")
        season.let_weeks_pass()
        with _environment(LIMITS):
            from pipelines.defs.schedules import budget_season

            later = season.settle(budget_season.job_name)
        coverage = season.settings.warehouse_dir / "site" / "data" / "coverage.js"
        later.coverage = coverage.read_text(encoding="utf-8")
        yield Story(season, first, later, reports)


def test_what_can_be_fetched_is_published(story: Story) -> None:
    published = {issuer for _, issuer, is_published in story.first.rows["documents"] if is_published}
    assert published == {EDUCATION, CIVIL, HEALTH}
    assert story.first.files["health.pdf"] == story.reports["health"], "a PDF is one whatever its server calls it"
    assert story.reports["civil"] in story.first.files.values(), "gone on with where it broke off"
    assert len(story.first.files) == 3, "the copy under another name is not kept"


def test_what_cannot_is_named_with_its_list_and_line(story: Story) -> None:
    last = {path: row for path, *row in story.first.rows["fetches"]}
    assert last["/gone.pdf"] == ["refused", "sources.csv", 2, True]
    assert last["/page.pdf"] == ["not_a_pdf", "sources.csv", 2, True]
    assert last["/astray.pdf"] == ["not_public", "sources.csv", 2, True]
    assert last["/hidden/a.pdf"][0] == "robots" and "/hidden/a.pdf" not in story.first.asked
    assert last["/busy.pdf"] == ["server_error", "sources.yaml", 4, True]
    assert last["/copy.pdf"][0] == "copy" and last["/health"] == ["fetched", "sources.yaml", 1, False]
    assert story.season.private.asked == [], "a redirect to this machine is not followed"
    assert "/old.pdf" not in last


def test_no_address_is_asked_more_often_than_allowed(story: Story) -> None:
    """However many jobs and ticks of the sensor there were in the day."""
    asked = story.first.asked.copy()
    assert asked.pop("/health") == TRIES + 2, "all tries of the scan, then those of Dagster's until it was there"
    assert asked.pop("/civil.pdf") == 2, "broken off once"
    assert asked.pop("/busy.pdf") == 1, "it asked for two hours"
    robots = asked.pop("/robots.txt")
    assert robots <= 2 * len([*story.first.jobs, *story.first.observed])
    assert set(asked.values()) == {1}, asked
    for site in (story.season.site, story.season.other):
        moments = [moment for moment, _, _ in site.asked]
        assert min(later - before for before, later in pairwise(moments)) > DELAY_SECONDS * 0.9


def test_dagster_tells_each_try_and_asks_again_where_a_server_was_down(story: Story) -> None:
    assert story.first.jobs == ["scan_raw_folder", "refresh_warehouse"]
    assert [found["try"] for found in story.first.observed] == [1]
    (first,) = story.first.observed
    assert first["asked_outcomes"]["server_error"] == TRIES + 1 and first["asked_outcomes"]["fetched"] == 2


def test_who_has_disclosed_and_who_has_not(story: Story) -> None:
    told = {body: (state, late) for body, state, late in story.first.rows["disclosure"]}
    assert told[EDUCATION] == ("on_time", None)
    assert told[CIVIL] == ("late", 3)
    assert told[SCIENCE] == ("absent", None)
    assert told[HEALTH] == ("disclosed", None), "no day of it is known"


def test_weeks_later_the_correction_takes_its_place_and_the_rest_is_asked_whether_it_changed(story: Story) -> None:
    later = story.later
    assert later.jobs == ["scan_raw_folder", "refresh_warehouse"]
    assert story.reports["corrected"] in later.files.values() and story.reports["education"] not in later.files.values()
    last = {path: row[0] for path, *row in later.rows["fetches"]}
    assert (last["/education.pdf"], last["/civil.pdf"], last["/gone.pdf"]) == ("new_version", "unchanged", "fetched")
    assert later.rows["history"] == [("superseded", 1), (None, 4)]
    published = {issuer for _, issuer, is_published in later.rows["documents"] if is_published}
    assert published == {EDUCATION, CIVIL, HEALTH, f"{PLACE}审计局"}


def test_the_page_of_coverage_shows_who_is_missing(story: Story) -> None:
    assert SCIENCE in story.later.coverage and "absent" in story.later.coverage


def test_what_is_published_already_starts_nothing(story: Story) -> None:
    assert story.season.tick() == []
