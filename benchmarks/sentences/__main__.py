"""The mutation trial of sentences from the command line; ``--help`` says how."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.figures import share
from benchmarks.sentences.bases import make_bases
from benchmarks.sentences.faults import KINDS
from benchmarks.sentences.rewordings import REWORDINGS
from benchmarks.sentences.trial import Judged, draw, run


def page(command: str, judged: Sequence[Judged], same: Sequence[Judged], bases: int, seconds: float) -> str:
    """The benchmark's page: figures by kind, every case that was not found by a rule meant for it, what blames right wordings."""
    lines = [
        "# Mutation trial of sentences",
        "",
        f"Written by `{command}`: one sentence spoiled in a report whose texts and tables agree, {len(judged)} such reports made of "
        f"{bases} clean ones (the reference report with its mistakes mended, and layout families typeset from seeded money). "
        "*Found*: a finding names the page of the sentence; *rightly*: by a rule meant for such a fault; *false beside*: reports "
        "with a finding that is neither.",
        "",
        "| fault | cases | found | rightly | false beside | findings a fault |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for name in [*(kind.name for kind in KINDS), "all"]:
        cases = [item for item in judged if name in ("all", item.case.kind.name)]
        if cases:
            found, right = sum(item.is_found for item in cases), sum(item.is_right for item in cases)
            false, findings = sum(bool(item.beside) for item in cases), sum(len(item.titles) for item in cases)
            lines.append(
                f"| {name} | {len(cases)} | {share(found, len(cases))} | {share(right, len(cases))} | {false} "
                f"| {findings / len(cases):.2f} |"
            )
    missed = [item for item in judged if not item.is_right or item.beside]
    lines += ["", f"## Not found rightly, or with a false finding beside: {len(missed)}", ""]
    for item in missed:
        said = "; ".join(item.titles) or "nothing said"
        lines.append(
            f"- {item.case.kind.name} ({item.case.base.name}, page {item.case.page_no}): {item.case.shown} — {said}"
        )
    blamed = [item for item in same if item.titles]
    lines += [
        "",
        "## Right sentences said otherwise",
        "",
        f"The same facts in {len({item.case.kind.name for item in same})} other wordings that reports use, {len(same)} reports: "
        f"{len(blamed)} with a finding. Each would be false.",
        "",
    ]
    lines += [
        f"- {item.case.kind.name} ({item.case.base.name}, page {item.case.page_no}): {item.case.shown} — {'; '.join(item.titles)}"
        for item in blamed
    ]
    return "\n".join([*lines, "", f"{seconds:.0f} s in all.", ""])


def main() -> int:
    """Run the trial and write the page; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sentences", description=__doc__)
    parser.add_argument(
        "--each", type=int, default=10, help="cases of each kind, where there are as many places (default 10)"
    )
    parser.add_argument("--families", type=int, default=2, help="clean reports of each layout family (default 2)")
    parser.add_argument("--seed", type=int, default=20261129, help="everything drawn follows from it")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "sentences.md", help="page to write")
    options = parser.parse_args()
    started = time.monotonic()
    with TemporaryDirectory(prefix="yusuan-sentences-") as name:
        folder = Path(name)
        bases = make_bases(folder, [options.seed + number for number in range(options.families)])
        drawn = run(bases, draw(bases, options.each, options.seed, (*KINDS, *REWORDINGS)), folder)
    judged = [item for item in drawn if item.case.kind in KINDS]
    same = [item for item in drawn if item.case.kind not in KINDS]
    command = (
        f"python -m benchmarks.sentences --each {options.each} --families {options.families} --seed {options.seed}"
    )
    options.out.write_text(page(command, judged, same, len(bases), time.monotonic() - started), encoding="utf-8")
    Console().print(
        f"{len(judged)} cases, {sum(item.is_right for item in judged)} found rightly; {len(same)} right wordings, "
        f"{sum(bool(item.titles) for item in same)} blamed; written: {options.out}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
