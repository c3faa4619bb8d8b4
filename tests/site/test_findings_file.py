"""The findings as files: every field, money exact, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from pipelines.site.findings_file import write_findings
from tests.site.reviews import FINDING, NO_FAULT, review_of


def test_json_holds_every_finding_with_its_changes(tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "findings.json"
    write_findings(review_of(Path("某局.pdf"), FINDING), target)
    (row,) = json.loads(target.read_text(encoding="utf-8"))
    assert row["finding_id"] == "d1-f1" and row["page_nos"] == [1, 2] and row["rule_ids"] == ["sum_rule"]
    assert row["suggested_changes"] == [{"page_no": 1, "place": "第1页表1", "printed": "10000.00", "suggested": None}]


def test_csv_opens_in_a_spreadsheet_and_runs_nothing_there(tmp_path: Path) -> None:
    target = tmp_path / "findings.CSV"
    write_findings(review_of(Path("某局.pdf"), FINDING), target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["page_nos"] == "1;2" and row["is_proven"] == "True"
    assert row["explanation_zh"] == "'=第1页表1“合计”行"
    assert json.loads(row["suggested_changes"])[0]["printed"] == "10000.00"


def test_what_a_person_decided_stands_beside_the_key(tmp_path: Path) -> None:
    target = tmp_path / "findings.json"
    write_findings(review_of(Path("某局.pdf"), NO_FAULT, FINDING), target)
    judged, open_one = json.loads(target.read_text(encoding="utf-8"))
    assert (judged["reviewer_verdict"], judged["reviewed_on"]) == ("不属实", "2026-03-01")
    assert (judged["severity"], judged["severity_found"], judged["is_verdict_outgrown"]) == ("info", "error", False)
    assert open_one["finding_key"] == FINDING.finding_key and open_one["reviewer_verdict"] is None


def test_nothing_found_is_a_file_with_names_alone(tmp_path: Path) -> None:
    write_findings(review_of(Path("某局.pdf")), tmp_path / "none.csv")
    assert (tmp_path / "none.csv").read_text(encoding="utf-8-sig").startswith("finding_id,document_id,")
    write_findings(review_of(Path("某局.pdf")), tmp_path / "none.json")
    assert json.loads((tmp_path / "none.json").read_text(encoding="utf-8")) == []
