"""``yusuan verdict``: what a person decides on a finding, written into the list; and how right each rule is by these decisions.

Belongs here: arguments, the look-up of the finding, tables on the screen. The list is ``documents.verdicts``'; it is honoured by dbt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.markup import escape
from rich.table import Table

from pipelines.cli.language import Language, LanguageOption, language_of, text_of
from pipelines.cli.screen import RawOption, WarehouseOption, err, fail, load_settings, out, published
from pipelines.cli.terminal import echo_json
from pipelines.contract.sql import rows_of
from pipelines.documents.hand_lists import ListProblem, UnreadableListError
from pipelines.documents.names import shown
from pipelines.documents.verdict_list import set_verdicts
from pipelines.documents.verdicts import (
    CONFIRMED,
    NOT_A_FAULT,
    UNDECIDED,
    VERDICTS_NAME,
    VERDICTS_ZH,
    Verdict,
    day_of,
    is_finding_key,
    read_verdicts,
)
from pipelines.settings import Settings
from pipelines.site.review_words import REVIEWER_VERDICTS

_FINDING = """
select finding_key, array_to_string(rule_ids, ';') as rule_ids, file_name, array_to_string(page_nos, ';') as page_nos, title_zh
from rpt_discrepancy where finding_id = $name or finding_key = $name order by finding_id limit 1
"""
_PRECISION = """
select * from rpt_rule_precision
where confirmed_count + not_a_fault_count + undecided_count + no_longer_found_count > 0
order by precision_percent nulls last, not_a_fault_count desc, rule_id
"""
_VERDICTS = "select * from rpt_verdict order by list_name, line_no"
_HEADS = {
    Language.CHINESE: ("规则", "不符事项", "属实", "不属实", "待定", "准确率", "不再提出"),
    Language.ENGLISH: ("rule", "findings", "confirmed", "no fault", "undecided", "precision", "no longer found"),
}
_STATES = {
    "outgrown": ("此后又有其他规则不成立，请重新判断", "other rules fail since then: judge again"),
    "unmatched": ("该问题已不再提出", "the finding is no longer made"),
    "no_document": ("库中没有该报告", "its report is not in the warehouse"),
}


def verdict(
    finding: Annotated[
        str | None, typer.Argument(help="The finding_key or finding_id, as discrepancies and reviews show them.")
    ] = None,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="属实: the report is wrong there.")] = False,
    not_a_fault: Annotated[bool, typer.Option("--not-a-fault", help="不属实: it is no fault.")] = False,
    undecided: Annotated[bool, typer.Option("--undecided", help="待定: looked at, and left open.")] = False,
    note: Annotated[str | None, typer.Option("--note", help="Why, in your words.")] = None,
    reviewer: Annotated[str | None, typer.Option("--by", help="Who decides.", metavar="NAME")] = None,
    on: Annotated[str | None, typer.Option("--on", help="When, as 2026-03-01 [default: today].", metavar="DAY")] = None,
    filled_in: Annotated[
        Path | None,
        typer.Option("--from", help="Take over a findings file that was filled in.", metavar="FILE.csv|FILE.json"),
    ] = None,
    language: LanguageOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Decide on a finding, or show the precision of the rules by what was decided.

    Verdicts stand in data/raw/verdicts.csv, which you may also edit by hand or in a spreadsheet. A finding that is not a fault is
    listed as such from the next run on and counts no longer as error or warning. Without a finding: precision by rule, verdicts
    that count for nothing and why, and lines that cannot be understood.

    [bold]Examples[/bold]

      yusuan verdict 3f0c9a12b4d5e6f7-d0123456789ab --not-a-fault --note "附表单列，口径不同" --by 张三
      yusuan verdict --from findings.csv
      yusuan verdict
    """
    settings = load_settings(raw, warehouse)
    chosen = [
        name
        for name, is_chosen in ((CONFIRMED, confirmed), (NOT_A_FAULT, not_a_fault), (UNDECIDED, undecided))
        if is_chosen
    ]
    if finding is None and (chosen or note or reviewer or on):
        raise fail("name the finding: its finding_key or finding_id, as yusuan discrepancies shows them.")
    if finding is not None and (len(chosen) != 1 or filled_in is not None):
        raise fail("say one of --confirmed, --not-a-fault and --undecided, and name no file.")
    if finding is not None:
        day = datetime.now(UTC).astimezone().date() if on is None else day_of(on)
        if day is None:
            raise fail(f"{escape(repr(on))} is no day; write it as 2026-03-01.")
        _write(settings, [_judged(settings, finding.strip(), chosen[0], note, reviewer, day)])
    elif filled_in is not None:
        _take_over(settings, filled_in)
    else:
        _show(settings, language_of(language), as_json=as_json)


def _judged(settings: Settings, name: str, decided: str, note: str | None, reviewer: str | None, day: date) -> Verdict:
    """The verdict with what the finding says; one that only a review made goes by its key alone."""
    rows: list[dict[str, Any]] = []
    if settings.published_path.exists():
        with published(settings) as connection:
            rows = _ask(connection, _FINDING, name=name)
    if rows and rows[0]["finding_key"] is None:
        raise fail(f"{escape(name)} rests on no check, so that nothing can be decided on it.")
    if not rows and not is_finding_key(name):
        raise fail(
            f"there is no finding {escape(name)} in the warehouse. Of a review, name the finding_key: it is written below the finding."
        )
    facts = (
        rows[0]
        if rows
        else {"finding_key": name, "rule_ids": None, "file_name": None, "page_nos": None, "title_zh": None}
    )
    return Verdict(verdict=decided, note=note, reviewer=reviewer, reviewed_on=day, **facts)


def _take_over(settings: Settings, path: Path) -> None:
    if not path.is_file():
        raise fail(f"there is no file {escape(shown(str(path)))}.")
    verdicts, problems = read_verdicts(path)
    print_problems(path, problems)
    if not verdicts:
        raise fail(f"nothing is decided in {escape(shown(str(path)))}: fill in its column reviewer_verdict.")
    _write(settings, verdicts)


def _write(settings: Settings, verdicts: Sequence[Verdict]) -> None:
    path = settings.raw_dir / VERDICTS_NAME
    try:
        set_verdicts(path, verdicts)
    except (UnreadableListError, OSError) as error:
        raise fail(f"{escape(shown(str(path)))} cannot be written: {escape(str(error))}") from error
    for item in verdicts:
        out.print(f"{VERDICTS_ZH[item.verdict]} {escape(item.title_zh or item.finding_key)}", soft_wrap=True)
    out.print(
        f"{escape(shown(str(path)))}  Reviews honour it at once, the warehouse from the next yusuan run on.",
        soft_wrap=True,
    )


def _show(settings: Settings, language: Language, *, as_json: bool) -> None:
    listed, problems = read_verdicts(settings.raw_dir / VERDICTS_NAME)
    with published(settings) as connection:
        precision = _ask(connection, _PRECISION)
        verdicts = _ask(connection, _VERDICTS)
    if as_json:
        content = {"precision": precision, "verdicts": verdicts}
        echo_json(content)
        return
    print_problems(settings.raw_dir / VERDICTS_NAME, problems)
    is_chinese = language is Language.CHINESE
    counts = Counter(row["reviewer_verdict"] for row in verdicts)
    told = ", ".join(f"{words[0 if is_chinese else 1]} {counts[key]}" for key, words in REVIEWER_VERDICTS.items())
    out.print(f"人工判断 {len(verdicts)} 条：{told}" if is_chinese else f"{len(verdicts)} verdicts: {told}")
    if precision:
        _print_precision(precision, language)
    for row in verdicts:
        if row["state"] != "honoured":
            what = row["title_judged_zh"] or row["finding_key"]
            why = _STATES[row["state"]][0 if is_chinese else 1]
            out.print(f"[dim]{escape(row['list_name'])} {row['line_no']}[/dim] {escape(what)}: {why}", soft_wrap=True)
    known = {(row["finding_key"], row["reviewer_verdict"]) for row in verdicts}
    waiting = sum((item.finding_key, item.verdict) not in known for item in listed)
    if waiting:
        out.print(
            f"另有 {waiting} 条待下次 yusuan run 生效" if is_chinese else f"{waiting} more from the next yusuan run on"
        )


def _print_precision(rows: Sequence[dict[str, Any]], language: Language) -> None:
    table = Table()
    for number, name in enumerate(_HEADS[language]):
        table.add_column(name, justify="right" if number else "left", overflow="fold")
    for row in rows:
        percent = row["precision_percent"]
        table.add_row(
            f"{escape(text_of(row, 'sentence', language))} [dim]{escape(row['rule_id'])}[/dim]",
            *(str(row[f"{name}_count"]) for name in ("finding", "confirmed", "not_a_fault", "undecided")),
            "–" if percent is None else f"{percent:.0f} %",
            str(row["no_longer_found_count"]),
        )
    out.print(table)


def print_problems(path: Path, problems: Sequence[ListProblem]) -> None:
    """Say which lines of a list of verdicts are passed over, and why."""
    for problem in problems:
        line = "" if problem.line_no is None else f" line {problem.line_no}"
        err.print(f"[bold]passed over[/bold] {escape(shown(path.name))}{line}: {escape(problem.words)}", soft_wrap=True)


def _ask(connection: duckdb.DuckDBPyConnection, query: str, **parameters: object) -> list[dict[str, Any]]:
    try:
        return rows_of(connection.execute(query, parameters))
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise fail("the warehouse was published before verdicts were known: run [bold]yusuan run[/bold].") from error
