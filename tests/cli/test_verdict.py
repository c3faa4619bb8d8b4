"""``yusuan verdict`` on a small warehouse: a decision written, taken over, shown."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.cli.verdict import print_problems
from pipelines.documents.hand_lists import ListProblem
from pipelines.documents.verdicts import read_verdicts
from pipelines.settings import Settings
from tests.conftest import ROOT

KEY, OTHER = "0123456789abcdef-d0123456789ab", "0123456789abcdef-dba9876543210"


@pytest.fixture
def home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("YUSUAN_HOME", str(ROOT))
    monkeypatch.setenv("YUSUAN_RAW", str(settings.raw_dir))
    monkeypatch.setenv("YUSUAN_WAREHOUSE", str(settings.warehouse_dir))
    return settings


@pytest.fixture
def warehouse(home: Settings) -> Settings:
    home.warehouse_dir.mkdir()
    with duckdb.connect(str(home.published_path)) as connection:
        connection.execute(
            f"create table rpt_discrepancy as select '0123456789abcdef-f1' as finding_id, '{KEY}' as finding_key, "
            "['a', 'b'] as rule_ids, '甲.pdf' as file_name, [3, 4] as page_nos, '合计不符' as title_zh"
        )
        connection.execute(
            "create table rpt_rule_precision as from (values ('a', '甲等于乙', 'A is b', 5, 1, 3, 0, 25.00, 0), "
            "('b', '丙', 'C', 5, 0, 0, 0, null, 0)) as rows(rule_id, sentence_zh, sentence_en, finding_count, "
            "confirmed_count, not_a_fault_count, undecided_count, precision_percent, no_longer_found_count)"
        )
        connection.execute(
            "create table rpt_verdict as from (values "
            f"('{OTHER}', 'not_a_fault', 'unmatched', '旧问题[b]', 'verdicts.csv', 2)) "
            "as rows(finding_key, reviewer_verdict, state, title_judged_zh, list_name, line_no)"
        )
    return home


def _verdict(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["verdict", *arguments])
    assert done.exit_code == status, done.output
    return done.output


@pytest.mark.parametrize("name", [KEY, "0123456789abcdef-f1"])
def test_a_decision_is_written_with_what_the_finding_says(warehouse: Settings, name: str) -> None:
    shown = _verdict(name, "--not-a-fault", "--note", "口径不同", "--by", "张三", "--on", "2026-03-01")
    assert "不属实 合计不符" in shown
    ((found,), problems) = read_verdicts(warehouse.raw_dir / "verdicts.csv")
    assert problems == ()
    assert (found.finding_key, found.verdict, found.note, found.reviewer) == (KEY, "not_a_fault", "口径不同", "张三")
    assert (found.reviewed_on, found.rule_ids, found.file_name, found.page_nos) == (
        date(2026, 3, 1),
        "a;b",
        "甲.pdf",
        "3;4",
    )


def test_a_finding_of_a_review_alone_goes_by_its_key(home: Settings) -> None:
    _verdict(OTHER, "--confirmed")
    ((found,), _) = read_verdicts(home.raw_dir / "verdicts.csv")
    assert (found.finding_key, found.verdict, found.rule_ids) == (OTHER, "confirmed", None)
    assert found.reviewed_on is not None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([KEY], "say one of"),
        ([KEY, "--confirmed", "--undecided"], "say one of"),
        ([KEY, "--confirmed", "--on", "gestern"], "is no day"),
        (["--confirmed"], "name the finding"),
        (["nothing-such", "--confirmed"], "no finding nothing-such"),
        (["--from", "nowhere.csv"], "no file"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(warehouse: Settings, arguments: list[str], words: str) -> None:
    assert words in " ".join(_verdict(*arguments, status=1).split())
    assert not (warehouse.raw_dir / "verdicts.csv").exists()


def test_a_file_filled_in_is_taken_over_but_for_bad_lines(home: Settings, tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    path.write_text(f"finding_key,reviewer_verdict\n{KEY},属实\n{OTHER},错\n", encoding="utf-8")
    assert "findings.csv line 3" in _verdict("--from", str(path))
    ((found,), _) = read_verdicts(home.raw_dir / "verdicts.csv")
    assert (found.finding_key, found.verdict) == (KEY, "confirmed")
    path.write_text(f"finding_key,reviewer_verdict\n{KEY},\n", encoding="utf-8")
    assert "nothing is decided" in _verdict("--from", str(path), status=1)


def test_precision_by_rule_and_what_counts_for_nothing(warehouse: Settings) -> None:
    (warehouse.raw_dir / "verdicts.csv").write_text(
        f"finding_key,reviewer_verdict\n{OTHER},不属实\n{KEY},属实\nx,属实\n", encoding="utf-8"
    )
    shown = _verdict("--lang", "en")
    for words in ("1 verdicts", "25 %", "A is b", "旧问题[b]", "no longer made", "1 more from the next", "line 4"):
        assert words in shown, words
    assert "丙" not in shown and "C" not in shown.split()
    content = json.loads(_verdict("--json"))
    assert content["verdicts"][0]["state"] == "unmatched" and content["precision"][0]["rule_id"] == "a"


def test_a_warehouse_of_before_says_what_to_do(home: Settings) -> None:
    home.warehouse_dir.mkdir()
    duckdb.connect(str(home.published_path)).close()
    assert "yusuan run" in _verdict(status=1)


def test_a_list_that_cannot_be_read_at_all_is_told_without_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems(Path("v.csv"), [ListProblem(None, "it is empty")])
    shown = capsys.readouterr().err
    assert "v.csv: it is empty" in shown and "line" not in shown
