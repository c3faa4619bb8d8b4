"""Typeset reports with other words in the place of some, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specimens.typeset import Report, TableBlock, TextBlock


def with_words(report: Report, words: Mapping[str, str]) -> Report:
    """The report with words replaced."""

    def said(text: str) -> str:
        for word, other in words.items():
            text = text.replace(word, other)
        return text

    def block(item: TextBlock | TableBlock) -> TextBlock | TableBlock:
        if isinstance(item, TextBlock):
            return TextBlock(tuple(tuple(said(line) for line in page) for page in item.pages))
        grids = tuple([[said(text) for text in row] for row in grid] for grid in item.grids)
        return replace(item, title=said(item.title), unit=said(item.unit), note=said(item.note), grids=grids)

    return Report(said(report.title), tuple(block(item) for item in report.blocks))
