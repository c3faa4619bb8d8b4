"""规则: a row a rule, what it does in each place, its history once there is one."""

from __future__ import annotations

import duckdb

from pipelines.site.dashboard.rules import rule_view


def test_every_rule_is_a_row_with_words(warehouse: duckdb.DuckDBPyConnection) -> None:
    view = rule_view(warehouse)
    rules = warehouse.execute("select count(distinct rule_id) from rpt_rule_health").fetchone()
    assert (len(view["rules"]),) == rules
    assert {row[1] for row in view["rules"]} == set(view["words"]["family"])
    assert {row[13] for row in view["rules"]} == {"ok", "never_tried"}
    assert view["history"] == {}


def test_a_suspect_rule_says_where_and_why(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute(
        "update rpt_rule_health set state = 'suspect', reason_zh = '多数不成立', reason_en = 'fails in most' "
        "where scope_kind = 'place' and rule_id = (select min(rule_id) from rpt_rule_health "
        "where scope_kind = 'place' and tried_document_count > 0)"
    )
    view = rule_view(changed)
    (suspect,) = [row[0] for row in view["rules"] if row[13] == "suspect"]
    assert view["places"][suspect][0][3:] == ["suspect", "多数不成立", "fails in most"]


def test_more_than_one_publication_makes_a_history(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute(
        "insert into rpt_expectation_history select * replace ('before' as run_id, published_at - interval 1 day as published_at) "
        "from rpt_expectation_history where expectation_key in (select rule_id from rpt_rule_health)"
    )
    history = rule_view(changed)["history"]
    assert history and all(len(rows) == 2 and rows[0][0] < rows[1][0] for rows in history.values())
