"""What all pages have in common: the frame with its navigation, two languages, and text that can never become markup.

Belongs here: making HTML of a template. Templates escape by themselves; the one way round it is :func:`bilingual`, which escapes what it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pipelines.site.dashboard import words
from pipelines.site.dashboard.words import Words, words_of


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the navigation: its name, its words, and the one question it answers."""

    name: str
    words: Words
    question: Words


#: In the order of the navigation; only pages that are built stand here.
PAGES: tuple[PageLink, ...] = (
    PageLink("index", ("总览", "Overview"), ("可以用吗？有什么变化？", "May I use it? What changed?")),
    PageLink("coverage", ("覆盖", "Coverage"), ("缺谁？", "Who is missing?")),
    PageLink("findings", ("差异", "Discrepancies"), ("哪里不对？最严重的是什么？", "What is wrong, what is worst?")),
    PageLink("reports", ("报告", "Reports"), ("这份报告可信吗？", "Can I trust this PDF?")),
    PageLink("bodies", ("单位", "Bodies"), ("这个单位有什么变化？", "How did this body change?")),
    PageLink("rules", ("规则", "Rules"), ("是报告的错，还是识别的错？", "Is it the report or the reader?")),
    PageLink("unknown", ("未识别", "Not understood"), ("哪些内容没有看懂？", "What do we not understand?")),
    PageLink("runs", ("运行", "Runs"), ("流程正常吗？", "Is the pipeline well?")),
)


class Frame:
    """Renders templates of one publication; every page carries its id."""

    def __init__(self, publication_id: str, published_at: str, pages: Sequence[PageLink] = PAGES) -> None:
        """Load the templates; nothing is written."""
        self._environment = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            t=bilingual,
            listed=bilingual_list,
            w=lambda table, key: bilingual(*words_of(getattr(words, table), key)),
            state_class=lambda key: words.STATE_CLASSES.get(key, ""),
            pages=pages,
            publication_id=publication_id,
            published_at=published_at,
        )
        self._environment.filters.update(count=count, money=money, page=page_list)

    def write(self, template: str, target: Path, root: str = "", **values: Any) -> int:
        """Write a page; ``root`` is the way from it to the site's folder ("../" below it). Returns its bytes."""
        content = self._environment.get_template(template).render(root=root, **values).encode()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return len(content)


@lru_cache(maxsize=10_000, typed=True)
def bilingual(zh: Any, en: Any) -> Markup:
    """Return both languages as two spans, of which the page shows one; what is given is escaped."""
    # Joined by hand: formatting by Markup takes ten times as long, and a report's page says this hundreds of times, mostly what
    # the pages of other reports said, too.
    return Markup(f'<span class="zh">{escape(zh)}</span><span class="en" lang="en">{escape(en)}</span>')


def bilingual_list(items: Sequence[Words]) -> Markup:
    """Return the items of a list in both languages: a report lists hundreds of rules, for which a template's loop is slow."""
    return Markup("".join([f"<li>{bilingual(zh, en)}</li>\n" for zh, en in items]))


def count(value: int | None) -> str:
    """Return a count with thousands separators; a dash for none."""
    return "–" if value is None else f"{value:,}"


def money(value: Decimal | None, unit: Words = ("元", " yuan")) -> Markup:
    """Return yuan as people say it: 亿 and billions, 万 and millions; a dash for none. No ``unit`` where a heading says it."""
    if value is None:
        return Markup("–")
    zh = _scaled(value, ((10**8, " 亿"), (10**4, " 万"), (1, " " if unit[0] else "")))
    en = _scaled(value, ((10**9, " billion"), (10**6, " million"), (1, "")))
    return bilingual(zh + unit[0], en + unit[1])


def _scaled(value: Decimal, steps: Sequence[tuple[int, str]]) -> str:
    size, word = next((step for step in steps if abs(value) >= step[0]), steps[-1])
    return f"{value / size:,.2f}{word}"


def page_list(numbers: Sequence[int]) -> Markup:
    """Return page numbers in both languages; nothing for none."""
    if not numbers:
        return Markup("")
    joined = [str(number) for number in numbers]
    return bilingual(f"第{'、'.join(joined)}页", f"p. {', '.join(joined)}")
