"""The committed page: a row a place and a total, the words that cost most, the errors that are not true.

Belongs here: words and tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.figures import share
from benchmarks.leave_one_place_out.looked_up import FALSE, NOT_LOOKED_UP, TRUE
from benchmarks.leave_one_place_out.trial import Result

_MOST_WORDS = 40
_MOST_TAKEN = 60


def page(command: str, results: Sequence[Result], seconds: float) -> str:
    """The committed page."""
    count = sum(result.figures.count for result in results)
    understood = sum(result.figures.understood for result in results)
    before = sum(result.figures.understood_before for result in results)
    verdicts = Counter(verdict for result in results for _, verdict, _ in result.errors)
    lines = [
        "# Leave one place out",
        "",
        f"Written by `{command}`: for each place the words of the vocabulary seeds that only its reports attest are taken away, its reports are "
        "read again without them, put under the rules and published. Attested is measured, not typed: a word counts where it gives the meaning "
        "that was read (`printed`), in titles, header paths, names of rows, captions and sentences. A district is of its city. Official lists of "
        "codes, words written in the code and those of the national forms (`standard_tables.csv`) are not taken away.",
        "",
        f"**{share(understood, count)} of {count} figures with full coordinates ({share(before, count)} with all words); errors: "
        f"{verdicts[TRUE]} true, {verdicts[FALSE]} false, {verdicts[NOT_LOOKED_UP]} not looked up.**",
        "",
        "*Lost*: full coordinates with all words, and not without. *Changed*: full coordinates in both, and not the same. *More*: taken for figures "
        "only without. *New*: errors that the run with all words does not make. *Missed*: true "
        "errors found with all words and not without. *Text*: figures of the text whose subject is known, with all words and without.",
        "",
        "| place | reports | words taken away | figures | with all words | without | lost | changed | more | errors true | false | not looked up | new | "
        "missed | reports held back | tables held back | text |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
        *(_row(result) for result in results),
        _total(results),
        "",
        "## Words that cost most",
        "",
        "Figures lost at which the word stands (in title, header or name of row); one figure may stand at several.",
        "",
        "| place | word | figures |",
        "| --- | --- | --: |",
        *_costs(results),
        "",
        "## Changed coordinates",
        "",
        "| place | coordinates | figures |",
        "| --- | --- | --: |",
        *_changes(results),
        "",
        "## Errors that are not known to be true",
        "",
        *_errors(results),
        "",
        "## Words taken away",
        "",
        *_taken(results),
        "",
        f"{seconds:.0f} s in all.",
        "",
    ]  # fmt: skip
    return "\n".join(lines)


def _row(result: Result) -> str:
    figures = result.figures
    verdicts = Counter(verdict for _, verdict, _ in result.errors)
    held_back = result.document_count - result.after.document_count
    cells = (
        result.place, result.document_count, len(result.taken), figures.count,
        share(figures.understood_before, figures.count), share(figures.understood, figures.count), len(figures.lost), len(figures.changed), figures.more,
        verdicts[TRUE], verdicts[FALSE], verdicts[NOT_LOOKED_UP], sum(not is_known for _, _, is_known in result.errors), len(result.missed),
        f"{held_back}", f"{result.after.held_back_tables} ({result.before.held_back_tables})",
        f"{result.before.text_figures} → {result.after.text_figures}",
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _total(results: Sequence[Result]) -> str:
    count = sum(result.figures.count for result in results)
    verdicts = Counter(verdict for result in results for _, verdict, _ in result.errors)

    def held_back(is_before: bool) -> int:
        return sum((result.before if is_before else result.after).held_back_tables for result in results)

    cells = (
        "**all**", sum(result.document_count for result in results), sum(len(result.taken) for result in results), count,
        share(sum(result.figures.understood_before for result in results), count),
        share(sum(result.figures.understood for result in results), count),
        sum(len(result.figures.lost) for result in results), sum(len(result.figures.changed) for result in results),
        sum(result.figures.more for result in results),
        verdicts[TRUE], verdicts[FALSE], verdicts[NOT_LOOKED_UP],
        sum(not is_known for result in results for _, _, is_known in result.errors), sum(len(result.missed) for result in results),
        sum(result.document_count - result.after.document_count for result in results), f"{held_back(False)} ({held_back(True)})",
        f"{sum(result.before.text_figures for result in results)} → {sum(result.after.text_figures for result in results)}",
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _costs(results: Sequence[Result]) -> list[str]:
    costs = [(count, result.place, word) for result in results for word, count in result.costs.items()]
    return [
        f"| {place} | {_cell(word)} | {count} |" for count, place, word in sorted(costs, reverse=True)[:_MOST_WORDS]
    ]


def _changes(results: Sequence[Result]) -> list[str]:
    changes = Counter(
        (result.place, ", ".join(names)) for result in results for names in result.figures.changed.values()
    )
    return [f"| {place} | {names} | {count} |" for (place, names), count in changes.most_common(_MOST_WORDS)]


def _errors(results: Sequence[Result]) -> list[str]:
    lines = [
        f"- {result.place}: {finding.file} page {' '.join(map(str, sorted(finding.pages)))}, {', '.join(sorted(finding.rules))}: {finding.title} "
        f"({verdict}{'' if is_known else ', new'})"
        for result in results
        for finding, verdict, is_known in result.errors
        if verdict != TRUE
    ]  # fmt: skip
    missed = [
        f"- {result.place}, missed: {finding.file} page {' '.join(map(str, sorted(finding.pages)))}: {finding.title}"
        for result in results
        for finding in result.missed
    ]
    return [*lines, *missed] or ["None."]


def _taken(results: Sequence[Result]) -> list[str]:
    lines = []
    for result in results:
        words = sorted(
            result.taken, key=lambda word: (-result.costs.get(str(word), 0), word.seed, word.line, word.text)
        )
        rest = len(words) - _MOST_TAKEN
        told = "; ".join(_cell(str(word)) for word in words[:_MOST_TAKEN]) or "none"
        lines.append(f"- {result.place}: {told}{f'; and {rest} more' if rest > 0 else ''}")
    return lines


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
