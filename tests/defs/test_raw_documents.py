"""The scan of the raw folder under Dagster: what it asked is told by try, and only a job that has time asks again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
import pytest

from pipelines.defs.raw_documents import ASKS_AGAIN_TAG, raw_documents
from pipelines.runs.state import current_run
from pipelines.settings import Settings
from tests.conftest import ROOT
from tests.documents.fetching.site import Answer, Site, in_turn, open_site, status
from tests.documents.files_for_tests import REPORT_LINES, pdf_of

REPORT = pdf_of(*REPORT_LINES)
PATIENT = {ASKS_AGAIN_TAG: "yes"}


@pytest.fixture
def site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("YUSUAN_HOME", str(ROOT))
    monkeypatch.setenv("YUSUAN_RAW", str(settings.raw_dir))
    monkeypatch.setenv("YUSUAN_WAREHOUSE", str(settings.warehouse_dir))
    for name, value in {
        "ALLOW_NETWORKS": "127.0.0.1",
        "DELAY_SECONDS": "0",
        "TRIES": "1",
        "RETRY_MINUTES": "0.001",
    }.items():
        monkeypatch.setenv(f"YUSUAN_FETCH_{name}", value)
    with open_site() as opened:
        (settings.raw_dir / "sources.csv").write_text(f"url,file_name\n{opened.url}/a.pdf,a.pdf\n", encoding="utf-8")
        yield opened


def _scan(site: Site, answer: Answer, tags: Mapping[str, str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Scan once; returns what was observed of tries that came to nothing, and what the asset says in the end."""
    site.answers["/a.pdf"] = answer
    with dg.DagsterInstance.ephemeral() as instance:
        try:
            result = dg.materialize([raw_documents], instance=instance, tags=dict(tags))
        finally:
            state = current_run()
            if state is not None:
                state.close()
    assert result.success
    observed = [
        event.asset_observation_data.asset_observation.metadata
        for event in result.all_events
        if event.event_type == dg.DagsterEventType.ASSET_OBSERVATION
    ]
    (made,) = result.asset_materializations_for_node("raw_documents")
    return [{key: value.value for key, value in found.items()} for found in observed], {
        key: value.value for key, value in made.metadata.items()
    }


def test_a_server_that_was_down_is_asked_again_and_each_try_is_told(site: Site) -> None:
    observed, made = _scan(site, in_turn(status(503), REPORT), PATIENT)
    assert [(found["try"], found["asked_outcomes"], found["accepted"]) for found in observed] == [
        (1, {"server_error": 1}, 0)
    ]
    assert (made["try"], made["asked_outcomes"], made["accepted"]) == (2, {"fetched": 1}, 1)
    assert made["asked_addresses"].records[0].data["url"].endswith("/a.pdf")


def test_a_server_that_stays_down_does_not_fail_the_scan(site: Site) -> None:
    observed, made = _scan(site, status(503), PATIENT)
    assert [found["try"] for found in observed] == [1, 2, 3] and made["try"] == 4
    assert "503" in made["not_fetched"].records[0].data["problem"] and len(site.times("/a.pdf")) == 4


@pytest.mark.parametrize(
    ("answer", "tags"),
    [
        (status(503), {}),
        (status(404), PATIENT),
        (status(429, Retry_After="1000"), PATIENT),
    ],
    ids=["a run that goes on to publish", "what does not pass", "what asks for more than it has"],
)
def test_what_is_not_waited_for_is_named(site: Site, answer: Answer, tags: Mapping[str, str]) -> None:
    observed, made = _scan(site, answer, tags)
    assert observed == [] and made["try"] == 1 and len(site.times("/a.pdf")) == 1
    assert made["not_fetched"].records[0].data["line"] == "sources.csv line 2"
