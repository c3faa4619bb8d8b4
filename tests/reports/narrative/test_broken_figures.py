"""Figures of the text, drawn by a seed, that a line or a page breaks anywhere: each is read whole."""

from __future__ import annotations

from random import Random

import pytest

from tests.reports.narrative.texts import narrative_of

_HEAD = "第三部分 2024年部门决算情况说明\n一、收入支出决算总体情况说明\n"
#: What is told, with the figure's place; a line may hold so much before it.
_SENTENCES = (
    "2024年度收入总计{}万元，与上年相比没有变化。",
    "本年支出合计{}万元，其中基本支出占大部分。",
    "2024年度财政拨款支出决算为{}万元，完成年初预算。",
    "一般公共预算财政拨款支出{}万元，主要用于人员经费。",
    "本年支出合计中，基本支出占{}%，其余为项目支出。",
    "收入总计与上年相比增长{}%，主要原因是人员增加。",
)


def _figure(chance: Random) -> str:
    value = chance.choice((chance.randrange(100, 99_999), chance.randrange(100_000, 99_999_999))) / 100
    return f"{value:,.2f}" if chance.random() < 0.6 else f"{value:.2f}"


@pytest.mark.parametrize("seed", range(24))
def test_a_figure_broken_over_lines_or_pages_is_one(seed: int) -> None:
    chance = Random(f"broken {seed}")
    figure = _figure(chance)
    before, after = _SENTENCES[seed % len(_SENTENCES)].split("{}")
    at = chance.randrange(1, len(figure))
    # The line is full: the break stands at the margin.
    filler = "按照部门决算管理制度的有关要求编报，"
    first = f"  {filler}{before}{figure[:at]}"
    second = f"{figure[at:]}{after}"
    pages = [f"{_HEAD}{first}\n{second}"] if seed % 3 else [f"{_HEAD}{first}", second]
    told = [row["value_text"] for row in narrative_of(*pages).statements]
    assert figure in told, (figure, at, told)
    pieces = {figure[:at], figure[at:]} - {figure}
    assert not pieces & set(told), told
