"""Findings about whole rows, columns and tables in words: slipped, printed twice, left out, wrong, exchanged, wrong unit.

Belongs here: title and sentence of each such kind; those about single figures are in ``wording``.
"""

from __future__ import annotations

from pipelines.diagnosis.bilingual import Bilingual
from pipelines.diagnosis.choose import Diagnosis
from pipelines.diagnosis.evidence import all_hold, alternative, spell_checks
from pipelines.diagnosis.facts import CaseFile
from pipelines.diagnosis.labels import quoted
from pipelines.diagnosis.places import amount, table_name


def moved_rows(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    """Rows whose amounts stand too high or too low."""
    explanation = diagnosis.explanation
    shift = int(explanation.detail["shift"])
    rows = case.table_rows[case.figures[explanation.changes[0].source_id].table_id or ""]
    group = rows[case.figures[explanation.changes[0].source_id].row_group]
    first = next(iter(group[int(explanation.detail["first_row"])].values()))
    last = next(iter(group[int(explanation.detail["last_row"])].values()))
    steps = abs(shift)
    table = table_name(first)
    sums = len({case.figures[check.terms[0][1]].row_no for check in diagnosis.checks if len(check.terms) > 2})
    where_zh, where_en = ("高", "too high") if shift > 0 else ("低", "too low")
    move_zh, move_en = ("下移", "down") if shift > 0 else ("上移", "up")
    blank = first if shift > 0 else last
    is_filled = explanation.detail.get("is_filled") == "true"
    rest_zh = f"并按合计补出{quoted(blank.row_label)}行" if is_filled else f"、{quoted(blank.row_label)}行留空"
    rest_en = (
        f"{quoted(blank.row_label)} given what its sums need" if is_filled else f"{quoted(blank.row_label)} left blank"
    )
    kept = explanation.detail["is_repeated"] == "true"
    repeat_zh = f"（{'末' if shift > 0 else '首'}行金额重复印出）" if kept else ""
    repeat_en = f" (the {'last' if shift > 0 else 'first'} row's amounts are printed twice)" if kept else ""
    title = _titled(
        f"{table.zh}自{quoted(first.row_label)}行起，各行金额比科目{where_zh}{steps}行",
        f"{table.en}: from row {quoted(first.row_label)} on, every amount stands {steps} row {where_en} against its label",
    )
    checks = spell_checks(case, diagnosis.checks)
    text = Bilingual(
        f"第{first.page_no}页{table.zh}自{quoted(first.row_label)}行至{quoted(last.row_label)}行，所印金额均比其科目{where_zh}{steps}行{repeat_zh}。"
        f"按所印，{sums}个合计不成立（共{len(diagnosis.checks)}项核对）：{checks.zh}。"
        f"将这些行的金额{move_zh}{steps}行{rest_zh}后，上述核对差额全部为 0.00。",
        f"Page {first.page_no}, {table.en}: from row {quoted(first.row_label)} to row {quoted(last.row_label)} every amount stands "
        f"{steps} row {where_en} against its label{repeat_en}. As printed, {sums} sums fail ({len(diagnosis.checks)} checks): "
        f"{checks.en}. Moved {move_en} {steps} row, with {rest_en}, all of them close to 0.00.",
    )
    return title, text


def repeated_row(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    """A row that is printed twice."""
    figure = case.figures[diagnosis.explanation.changes[0].source_id]
    table, checks = table_name(figure), spell_checks(case, diagnosis.checks)
    title = _titled(
        f"{table.zh}{quoted(figure.row_label)}行重复", f"{table.en}: row {quoted(figure.row_label)} is printed twice"
    )
    text = Bilingual(
        f"第{figure.page_no}页{table.zh}{quoted(figure.row_label)}行与上一行相同：{checks.zh}。删去一行后全部成立。",
        f"Page {figure.page_no}, {table.en}: row {quoted(figure.row_label)} repeats the row above: {checks.en}. Without it all hold.",
    )
    return title, text


def wrong_row(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    """A row whose amounts are all wrong."""
    changes = diagnosis.explanation.changes
    figure = case.figures[changes[0].source_id]
    table, checks = table_name(figure), spell_checks(case, diagnosis.checks)
    hold = all_hold(len(diagnosis.checks))
    values = [amount(case.figures[change.source_id], change.value) for change in changes]
    title = _titled(
        f"{table.zh}{quoted(figure.row_label)}行各栏金额有误",
        f"{table.en}: the amounts of row {quoted(figure.row_label)} are wrong",
    )
    others = [alternative(case, other) for other in diagnosis.alternatives]
    text = Bilingual(
        f"第{figure.page_no}页{table.zh}：{checks.zh}。{quoted(figure.row_label)}行若为 {'、'.join(item.zh for item in values)}，"
        f"{hold.zh}" + "".join(f"；或{other.zh}" for other in others) + "。",
        f"Page {figure.page_no}, {table.en}: {checks.en}. With {', '.join(item.en for item in values)} in row "
        f"{quoted(figure.row_label)} {hold.en}" + "".join(f"; or {other.en}" for other in others) + ".",
    )
    return title, text


def missing_row(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    """A row that is not printed."""
    parent = case.figures[diagnosis.checks[0].terms[0][1]]
    table, checks = table_name(parent), spell_checks(case, diagnosis.checks)
    others = [alternative(case, other) for other in diagnosis.alternatives]
    or_zh, or_en = "".join(f"；或{other.zh}" for other in others), "".join(f"; or {other.en}" for other in others)
    if len(diagnosis.checks) > 1:
        # The same rows lack in several columns: they were left out, and need not have been forgotten (secret lines).
        parents = [case.figures[check.terms[0][1]] for check in diagnosis.checks]
        tables = list(dict.fromkeys(table_name(figure) for figure in parents))
        title = _titled(
            f"{'、'.join(name.zh for name in tables)}{quoted(parent.row_label)}之下有未列示的行",
            f"{', '.join(name.en for name in tables)}: not all rows under {quoted(parent.row_label)} are printed",
        )
        text = Bilingual(
            f"第{parent.page_no}页{table.zh}{quoted(parent.row_label)}之下所列各行合计，各栏均不足，有未列示的行：{checks.zh}{or_zh}。",
            f"Page {parent.page_no}, {table.en}: the rows printed under {quoted(parent.row_label)} come to too little in every "
            f"column; rows are not printed: {checks.en}{or_en}.",
        )
        return title, text
    title = _titled(
        f"{table.zh}{quoted(parent.row_label)}之下似缺一行",
        f"{table.en}: a row seems to be missing under {quoted(parent.row_label)}",
    )
    text = Bilingual(
        f"第{parent.page_no}页{table.zh}{quoted(parent.row_label)}之下合计不足，似缺一行：{checks.zh}{or_zh}。",
        f"Page {parent.page_no}, {table.en}: the sum under {quoted(parent.row_label)} is short, as if a row were missing: "
        f"{checks.en}{or_en}.",
    )
    return title, text


def table_unit(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    """A table whose amounts are in another unit than it says."""
    explanation = diagnosis.explanation
    figure = case.figures[explanation.changes[0].source_id]
    table, checks = table_name(figure), spell_checks(case, diagnosis.checks)
    is_more = explanation.detail["factor"] == "10000"
    right_zh, right_en = ("大一万倍", "ten thousand times as much") if is_more else ("小一万倍", "a ten-thousandth")
    unit = {(1, True): "万元", (10_000, False): "元"}.get((figure.unit_multiplier or 0, is_more))
    unit_zh = f"，应为“{unit}”" if unit else ""
    title = _titled(
        f"{table.zh}注明的金额单位有误{unit_zh}",
        f"{table.en}: the unit it states is wrong" + (f" ({unit})" if unit else ""),
    )
    text = Bilingual(
        f"第{figure.page_no}页{title.zh}：{checks.zh}。全表金额{right_zh}，{all_hold(len(diagnosis.checks)).zh}，表内合计不变。",
        f"Page {figure.page_no}, {title.en}: {checks.en}. With {right_en} throughout, {all_hold(len(diagnosis.checks)).en}.",
    )
    return title, text


def swapped(case: CaseFile, diagnosis: Diagnosis) -> tuple[Bilingual, Bilingual]:
    """Two columns in each other's place."""
    one, other = (case.figures[change.source_id] for change in diagnosis.explanation.changes[:2])
    table, checks = table_name(one), spell_checks(case, diagnosis.checks)
    title = _titled(
        f"{table.zh}{quoted(one.column_label)}与{quoted(other.column_label)}两栏金额互换",
        f"{table.en}: the amounts of {quoted(one.column_label)} and {quoted(other.column_label)} stand in each other's place",
    )
    text = Bilingual(
        f"第{one.page_no}页{title.zh}：{checks.zh}。换回后{all_hold(len(diagnosis.checks)).zh}。",
        f"Page {one.page_no}, {title.en}: {checks.en}. Exchanged, {all_hold(len(diagnosis.checks)).en}.",
    )
    return title, text


def _titled(zh: str, en: str) -> Bilingual:
    return Bilingual(zh, en[:1].upper() + en[1:])
