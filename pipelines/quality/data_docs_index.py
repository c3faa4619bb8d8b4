"""The first page of Data Docs: every suite's state, and what fails with its rows, as plain HTML.

Belongs here: this one page. Great Expectations' own index draws its tables with scripts from other hosts, so that it is
empty without a network; this one links the same pages and needs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from pipelines.quality.measure import Measured


def write_index(
    folder: Path, measured: Sequence[Measured], successes: Mapping[str, bool], problems: Mapping[str, str]
) -> None:
    """Write ``index.html`` into ``folder``: suites in order, each linked to its pages, failures with their rows.

    ``successes`` says by expectation name what holds, ``problems`` what could not be evaluated.
    """
    suites: dict[str, list[Measured]] = {}
    for item in measured:
        suites.setdefault(item.suite.key, []).append(item)
    rows = [_suite_row(folder, items, successes) for items in suites.values()]
    failures = [_failure(item, problems.get(item.name)) for item in measured if not successes.get(item.name, False)]
    page = (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>Yusuan · 数据检验</title></head><body>'
        "<h1>数据检验 Data Docs</h1>"
        "<table><tr><th>检验组 Suite</th><th>内容 What must hold</th><th>不符 Fails</th><th>检验项 Expectations</th></tr>"
        f"{''.join(rows)}</table>"
        f"<h2>不符 What does not hold</h2>{''.join(failures) or '<p>无 Nothing.</p>'}</body></html>"
    )
    (folder / "index.html").write_text(page, encoding="utf-8")


def _suite_row(folder: Path, items: Sequence[Measured], successes: Mapping[str, bool]) -> str:
    suite = items[0].suite
    page = next(iter(sorted(folder.glob(f"validations/{suite.key}/**/*.html"))), None)
    title = escape(suite.key)
    if page is not None:
        title = f'<a href="{escape(page.relative_to(folder).as_posix())}">{title}</a>'
    failing = sum(not successes.get(item.name, False) for item in items)
    mark = "bad" if failing else "good"
    return (
        f"<tr><td>{title}</td><td>{escape(suite.zh)}<br>{escape(suite.en)}</td>"
        f'<td class="{mark}">{failing}</td><td>{len(items)}</td></tr>'
    )


def _failure(item: Measured, problem: str | None) -> str:
    expected = item.expected
    told = f"<p>{escape(problem)}</p>" if problem else _rows(item.failing_rows)
    return (
        f'<section id="{escape(item.name)}"><h3>{escape(item.name)} <small>{expected.severity}</small></h3>'
        f"<p>{escape(expected.zh)}<br>{escape(expected.en)}</p>"
        f"<p>{item.offending} / {item.evaluated}</p>{told}</section>"
    )


def _rows(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape('' if value is None else str(value))}</td>" for value in row.values()) + "</tr>"
        for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"
