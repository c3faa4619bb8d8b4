"""Clean reports whose texts tell what the tables do not, typeset and extracted once.

Belongs here: the sentences that are added to the families' texts, and making the reports. What the added sentences say adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from benchmarks.mutation.mended import mended_reference
from pipelines.extraction import extract_document
from pipelines.extraction.model import ExtractedDocument
from specimens.families import STYLES, clean_report
from specimens.families.money import YEAR
from specimens.families.narrative import wrapped
from specimens.typeset import LOOKS, Report, TextBlock, typeset

FAMILIES = ("shanghai", "suzhou", "ministry_final", "bottom_totals")
_LINES_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Base:
    """A clean report as extracted; ``text_pages`` are the numbers of its pages without tables."""

    name: str
    document: ExtractedDocument
    text_pages: tuple[int, ...]


def told_besides(*, is_final: bool) -> list[str]:
    """Paragraphs for the end of a family's text; their figures are of the sentences alone."""
    kind = "决算" if is_final else "预算"
    day = YEAR if is_final else YEAR - 1
    paragraphs = [
        "七、其他重要事项的情况说明",
        "（一）政府采购情况",
        f"{YEAR}年政府采购{kind}100.00万元，其中：货物类40.00万元，服务类60.00万元。",
        "（二）国有资产占有使用情况",
        f"截至{day}年12月31日，本部门共有车辆5辆，其中：机要通信用车2辆，应急保障用车3辆。",
        f"{YEAR}年计划购置车辆0辆、0万元，主要是无车辆购置计划。",
        "（三）统筹专项经费情况",
        f"统筹专项经费{YEAR - 1}年{kind}数为80.00万元，{YEAR}年{kind}数为90.00万元，比{YEAR - 1}年{kind}数增加10.00万元，增长12.50%，"
        "主要原因是项目支出增加。",
        f"统筹专项经费{YEAR}年{kind}数为90.00万元，主要用于统筹协调“一件事”工作。",
    ]
    paragraphs.append(
        f"专项调研经费{YEAR}年{kind}数为20.00万元，与{YEAR - 1}年{kind}数持平，主要原因是工作任务没有变化。"
    )
    if is_final:
        paragraphs += [
            "（四）专项培训经费情况",
            "专项培训经费年初预算为40.00万元，支出决算为30.00万元，完成年初预算的75.00%。",
        ]
    return [*paragraphs, "第四部分 名词解释", "一、行政运行（项）：反映行政单位的基本支出。"]


def make_bases(folder: Path, seeds: Sequence[int], families: Sequence[str] = FAMILIES) -> list[Base]:
    """Typeset and extract the mended reference report and each family once a seed, into ``folder``."""
    described: list[tuple[str, Report, str]] = [("reference", mended_reference(), "reference")]
    for seed in seeds:
        for name in families:
            style, report = STYLES[name], clean_report(name, seed).report
            described.append((f"{name}-{seed}", _enriched(report, is_final=style.is_final), style.look))
    bases = []
    for number, (name, report, look) in enumerate(described):
        path = folder / f"{name}.pdf"
        path.write_bytes(typeset(report, LOOKS[look]).pdf)
        document = extract_document(path, sha256(f"sentences {number}".encode()).hexdigest())
        pages = tuple(page.page_no for page in document.pages if not page.grids)
        bases.append(Base(name, document, pages))
    return bases


def _enriched(report: Report, *, is_final: bool) -> Report:
    *before, told = report.blocks
    assert isinstance(told, TextBlock)
    lines = [line for page in told.pages for line in page]
    lines += [line for paragraph in told_besides(is_final=is_final) for line in wrapped(paragraph)]
    pages = tuple(tuple(lines[start : start + _LINES_A_PAGE]) for start in range(0, len(lines), _LINES_A_PAGE))
    return replace(report, blocks=(*before, TextBlock(pages)))
