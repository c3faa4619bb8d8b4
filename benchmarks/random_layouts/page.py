"""What the trial came to: a page to commit, and the diff of one seed.

Belongs here: words and tables.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figures import share
from benchmarks.random_layouts.comparing import Verdict
from benchmarks.random_layouts.counting import RESULTS, Rate, Tally, one_after_another, telling
from benchmarks.random_layouts.trial import Case
from specimens.random_layouts.truth import Values

WORST = 12
TOLD = 40
MEANING = {
    "right": "value, year, kind and every axis as printed",
    "incomplete": "nothing stated is wrong, but an axis the page fixes is left open",
    "not_understood": "said to be (`fct_amount.not_understood_reason`), or nothing read of the whole table",
    "wrong": "stated, and wrong on some axis",
    "lost": "not read, in a table that is otherwise read",
    "invented": "a figure that is no amount, read as one",
}


def page(command: str, total: Tally, seconds: float) -> str:
    """The committed page."""
    lines = [
        "# Random layouts",
        "",
        f"Written by `{command}`: {total.reports} reports of {len(total.tables)} tables, typeset from a cube of money in layouts whose every "
        "option is drawn by itself (`specimens/random_layouts`), read and put under the rules. Every law of the cube holds in them: "
        "each finding is a false one.",
        "",
        f"**{total.results['right']} of {total.amounts} amounts right ({share(total.results['right'], total.amounts)}), {total.silent} "
        f"silently wrong in {len(total.silent_seeds)} reports, {sum(map(len, total.blames.values()))} false findings in "
        f"{len(total.blamed_seeds)} reports; {total.right_reports} reports with every context right and no finding.**",
        "",
        "| result | amounts | share | meaning |",
        "| --- | --: | --: | --- |",
        *(
            f"| {result.replace('_', ' ')} | {total.results[result]} | {share(total.results[result], total.amounts)} | {MEANING[result]} |"
            for result in RESULTS
        ),
        "",
        "## By axis or reason",
        "",
        "| result | axis or reason | amounts |",
        "| --- | --- | --: |",
        *(f"| {result.replace('_', ' ')} | {axis} | {count} |" for (result, axis), count in total.axes.most_common(TOLD)),
        "",
        "## False findings",
        "",
        "| severity | diagnosis | rules | findings | seeds |",
        "| --- | --- | --- | --: | --- |",
        *_blames(total),
        "",
        "## What fails, one cause after another",
        "",
        "The option whose tables are silently wrong or blamed most beyond the usual rate and that of its other values; its tables put aside, the next.",
        "",
        "| option | value | tables | fail | seeds |",
        "| --- | --- | --: | --: | --- |",
        *(
            f"| {name} | {value} | {rate.tables} | {share(len(rate.seeds), rate.tables)} | {_first(rate.seeds)} |"
            for name, value, rate in one_after_another(total.tables)
        ),
        "",
        "## Options whose tables fail silently more than others",
        "",
        "Percentages of tables; *above* is by how many points more than the tables with the option's other values.",
        "",
        "| option | value | tables | silently wrong | above | incomplete | not understood | blamed | seeds |",
        "| --- | --- | --: | --: | --: | --: | --: | --: | --- |",
        *(_option(name, value, rate, above) for name, value, rate, above in telling(total.tables)[:TOLD]),
        "",
        "## Worst seeds",
        "",
        "`python -m benchmarks.random_layouts --seed SEED --keep DIR` writes the PDF and what differs.",
        "",
        f"- Silently wrong: {_seeds(total.silent_seeds)}",
        f"- Findings: {_seeds(total.blamed_seeds)}",
        f"- Incomplete or not understood: {_seeds(total.open_seeds)}",
        "",
        f"{seconds:.0f} s in all.",
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def difference(case: Case) -> str:
    """All that is not right in one report, line by line."""
    lines = [f"seed {case.seed}"]
    for table_no, options in case.options.items():
        lines.append(f"\ntable {table_no}: " + "; ".join(f"{name}={value}" for name, value in sorted(options.items())))
        of_table = [verdict for verdict in case.verdicts if verdict.table_no == table_no]
        lines.append(f"  {sum(v.result == 'right' for v in of_table)} of {len(of_table)} right")
        lines += [f"  {_verdict(verdict)}" for verdict in of_table if verdict.result != "right"]
    lines += [
        f"\n{v.result}: {v.said.facts['value_text']} ({v.said.facts['label_printed']})"
        for v in case.verdicts
        if v.table_no not in case.options and v.said
    ]
    lines += ["\nfindings"]
    for blame in case.blames:
        table = case.tables.get(str(blame.table_id), "–")
        lines.append(f"  {blame.severity} {blame.diagnosis} [{blame.rules}] table {table}: {blame.title}")
    return "\n".join(lines) + "\n"


def _verdict(verdict: Verdict) -> str:
    amount, said = verdict.amount, verdict.said
    place = "" if amount is None else (
        f"r{amount.row}c{amount.col} {amount.text} {' > '.join(amount.row_path)} | {' / '.join(amount.column_path)}"
    )  # fmt: skip
    text = f"{verdict.result} ({', '.join(verdict.axes)}): {place}"
    if said is not None and amount is not None and verdict.result in ("wrong", "incomplete"):
        for axis in verdict.axes:
            text += f"\n      {axis}: said {_said(axis, verdict)}, right {_right(axis, verdict)}"
    elif said is not None and amount is None:
        text += f" {said.facts['value_text']} ({said.facts['label_printed']} | {said.facts['header_path']})"
    return text


def _said(axis: str, verdict: Verdict) -> str:
    assert verdict.said is not None
    facts = verdict.said.facts
    if axis == "unit":
        return f"{facts['unit_code']} {facts['unit_name']}"
    names = {
        "function": "function_code", "economic": "economic_code", "project": "project_name", "fund": "fund_source_key",
        "carry": "carry_scope", "item": "measure_key", "leaf": "is_leaf", "kind": "table_kind", "value": "amount_yuan", "year": "amount_year",
    }  # fmt: skip
    return str(facts[names.get(axis, axis)])


def _right(axis: str, verdict: Verdict) -> str:
    assert verdict.amount is not None
    plain = {"leaf": "is_leaf", "value": "amount_yuan", "year": "year"}
    if axis in plain:
        return str(getattr(verdict.amount, plain[axis]))
    values: Values = getattr(verdict.amount.context, axis)
    return " or ".join(sorted(map(str, values)))


def _blames(total: Tally) -> list[str]:
    ordered = sorted(total.blames.items(), key=lambda item: -len(item[1]))
    return [
        f"| {severity} | {diagnosis} | {rules} | {len(seeds)} | {_first(seeds)} |"
        for (severity, diagnosis, rules), seeds in ordered[:TOLD]
    ]


def _option(name: str, value: str, rate: Rate, above: float) -> str:
    counts = (rate.silent, rate.incomplete, rate.not_understood, rate.blamed)
    silent, *others = (share(count, rate.tables) for count in counts)
    cells = (name, value, str(rate.tables), silent, f"{above:+.1f}", *others, _first(rate.seeds))
    return f"| {' | '.join(cells)} |"


def _first(seeds: Sequence[int]) -> str:
    return " ".join(map(str, sorted(set(seeds))[:5]))


def _seeds(counts: dict[int, int]) -> str:
    worst = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:WORST]
    return ", ".join(f"{seed} ({count})" for seed, count in worst) or "none"
