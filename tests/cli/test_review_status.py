"""What a review of one report says, and its exit status, where not all of the report was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.review import reviewing
from pipelines.review.answer import Review, ReviewedReport, ReviewFinding, TableRead
from tests.site.reviews import FINDING, REPORT

_TABLE = TableRead("表1 收入支出决算总表", "收支总表", "summary", 1, 1, 10, "万元", False, None, None)
_HELD = replace(
    REPORT, tables=(_TABLE, replace(_TABLE, label="表2 支出决算表", hold_reason="数字有遗漏 / figures are lost"))
)
_UNKNOWN = replace(REPORT, tables=(replace(_TABLE, kind_zh=None, kind_en=None),))
_IN_DOUBT = replace(REPORT, tables=(_TABLE,), flagged_count=2)
_READ = replace(REPORT, tables=(_TABLE,))
_NOTICE = replace(FINDING, severity="info")


def _status(
    report: ReviewedReport, findings: Sequence[ReviewFinding], folder: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> tuple[int, str]:
    answer = Review((report,), tuple(findings), 1.0)
    monkeypatch.setattr(reviewing, "review", lambda *_, **__: answer)
    monkeypatch.setattr("pipelines.site.review_page.write_review_page", lambda *_, **__: None)
    done = CliRunner().invoke(app, ["review", str(folder / "report.pdf"), "--lang", lang], env={"COLUMNS": "200"})
    return done.exit_code, done.output


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("report", "findings", "status", "words"),
    [
        (_READ, (), 0, {"en": "Nothing was found", "zh": "没有发现不符之处。"}),
        (_READ, (_NOTICE,), 0, {"en": "notice", "zh": "提示"}),
        (_READ, (FINDING,), 1, {"en": "error", "zh": "错误"}),
        (_HELD, (), 3, {"en": "In what was read, nothing", "zh": "已读出的部分没有发现不符之处"}),
        (_HELD, (), 3, {"en": "figures are lost", "zh": "数字有遗漏"}),
        (_HELD, (_NOTICE,), 3, {"en": "held back", "zh": "暂扣"}),
        (_HELD, (FINDING,), 1, {"en": "held back", "zh": "暂扣"}),
        (
            _UNKNOWN,
            (),
            3,
            {"en": "No table is of a known kind (1 tables, 3 amounts)", "zh": "没有一张表识别出是什么表"},
        ),
        (_UNKNOWN, (FINDING,), 1, {"en": "No table is of a known kind", "zh": "没有一张表识别出是什么表"}),
        (replace(_UNKNOWN, amount_count=0), (), 0, {"en": "Nothing was found", "zh": "没有发现"}),
        (_IN_DOUBT, (), 3, {"en": "in doubt: 2", "zh": "2 个数字的识别存疑"}),
        (_IN_DOUBT, (_NOTICE,), 3, {"en": "in doubt: 2", "zh": "2 个数字的识别存疑"}),
        (replace(REPORT, hold_reason="没有年份 / no year"), (), 3, {"en": "no year", "zh": "没有年份"}),
    ],
)
def test_silence_of_the_rules_is_no_praise_of_what_was_not_read(
    report: ReviewedReport,
    findings: Sequence[ReviewFinding],
    status: int,
    words: dict[str, str],
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, output = _status(report, findings, tmp_path, monkeypatch, lang)
    assert found == status, output
    assert words[lang] in output
    assert status == 0 or "Nothing was found that" not in output
