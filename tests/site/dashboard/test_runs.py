"""运行: what the last run did, and what it kept out."""

from __future__ import annotations

import duckdb

from pipelines.site.dashboard.runs import run_view


def test_phases_are_in_order_and_the_longest_is_full(warehouse: duckdb.DuckDBPyConnection) -> None:
    view = run_view(warehouse)
    assert {"scan", "read", "dbt", "suites"} <= {phase["phase"] for phase in view["phases"]}
    assert max(phase["width"] for phase in view["phases"]) == 100
    seconds = [node["seconds"] for node in view["nodes"]]
    assert seconds == sorted(seconds, reverse=True) and len(seconds) == 12
    assert view["kept_out"] == [] and len(view["history"]) == 1


def test_failures_come_first_and_kept_out_says_why(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("update rpt_run_timing set outcome = 'failed' where item_kind = 'document' and phase = 'scan'")
    names = "(quarantine_key, item_kind, file_name, reason_code, reason_zh, reason_en)"
    changed.execute(f"insert into rpt_quarantine {names} values ('k', 'file', '坏.pdf', 'damaged', '坏了', 'damaged')")
    view = run_view(changed)
    assert view["documents"][0]["outcome"] == "failed"
    assert [row["reason_en"] for row in view["kept_out"]] == ["damaged"]
    assert (
        all(row["status"] not in ("passed", "not_applicable") for row in view["expectations"]) and view["expectations"]
    )


def test_an_address_that_could_not_be_fetched_is_told_with_its_reason(changed: duckdb.DuckDBPyConnection) -> None:
    assert run_view(changed)["not_fetched"] == [] and run_view(changed)["fetched"]["address_count"] == 0
    for name, is_last, outcome in (("a", False, "failed"), ("a", True, "failed"), ("b", True, "unchanged")):
        changed.execute(
            "insert into rpt_fetch (url, started_at, attempt_no, is_last_try, outcome, problem_zh, problem_en, duration_ms) "
            f"values ('https://example.gov.cn/{name}', now(), {1 + is_last}, {is_last}, '{outcome}', '没有回应', 'no answer', 5)"
        )
    view = run_view(changed)
    assert [(row["url"], row["attempt_no"], row["problem_en"]) for row in view["not_fetched"]] == [
        ("https://example.gov.cn/a", 2, "no answer")
    ]
    assert view["fetched"] == {"reached_count": 1, "address_count": 2}
