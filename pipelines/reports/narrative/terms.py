"""The terms a report's glossary explains.

Belongs here: splitting 名词解释 into terms and their explanations, and the levels a function path names. Whether a name is
the official one of its year is asked in dbt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reports.narrative.classification import marked_path
from pipelines.reports.narrative.numbering import fold, numbering
from pipelines.reports.narrative.paragraphs import Paragraph

#: Longest term seen is a path of three names; a longer text before a colon is a sentence.
_MAX_TERM_CHARS = 80
_SEPARATOR = re.compile(
    r":|(?<=[^,。;])(?:,?(?:是指|指的是|主要是指|主要指|特指|系指)|,指)|(?<=[费款金入出数类项\)\"]),?(?:反映|指|是)(?!标|导|挥|定|示)"
)
_BLANKS = " 　"
_QUOTED = re.compile(r"^[“\"‘《]([^“”\"‘’《》]*)[”\"’》]$")
_LIST_ANNOUNCEMENT = re.compile(r"^(?:如|如下|例如|主要(?:有|包括)|包括)?[:,]?$")


@dataclass(slots=True)
class _Term:
    page_no: int
    term: str
    definition: str


def read_terms(paragraphs: Sequence[Paragraph], document_id: str) -> list[dict[str, object]]:
    """Return the rows of the contract's ``terms`` from the paragraphs of the glossary."""
    found: list[_Term] = []
    for paragraph in paragraphs:
        if paragraph.part != "glossary" or (paragraph.is_heading and "名词" in paragraph.text):
            continue
        split = _split(paragraph)
        if split is not None and (paragraph.level is not None or _looks_like_term(paragraph, split, found)):
            found.append(_Term(paragraph.page_no, *split))
        elif found:
            found[-1].definition = (found[-1].definition + paragraph.text).strip()
    kept = [term for term in found if term.definition and not _LIST_ANNOUNCEMENT.match(fold(term.definition))]
    return [_row(term, number, document_id) for number, term in enumerate(kept, start=1)]


def _split(paragraph: Paragraph) -> tuple[str, str] | None:
    """Term and explanation of a paragraph; a numbered one without either mark is a term explained below."""
    body = paragraph.text[paragraph.body_start :]
    folded = fold(body)
    separator = next((m for m in _SEPARATOR.finditer(folded) if _is_outside_brackets(folded, m.start())), None)
    if separator is None or separator.start() > _MAX_TERM_CHARS:
        is_bare = paragraph.level is not None and len(body) <= _MAX_TERM_CHARS and not body.endswith("。")
        return (body.strip(_BLANKS), "") if is_bare else None
    term = _QUOTED.sub(r"\1", body[: separator.start()].strip(_BLANKS).rstrip("，,").strip(_BLANKS))
    rest = body[separator.end() :] if separator.group() == ":" else body[separator.start() :].lstrip("，,")
    return (term, rest.lstrip("：: ").strip()) if term else None


def _looks_like_term(paragraph: Paragraph, split: tuple[str, str], found: Sequence[_Term]) -> bool:
    """An unnumbered paragraph begins a term only if the term is a noun and the glossary so far is unnumbered too."""
    term, definition = split
    if (
        not definition
        or re.search(r"[,。;、]", fold(term))
        or term.startswith(("其中", "（一", "一是", "包括", "主要", "如"))
    ):
        return False
    return not found or bool(found[-1].definition)


def _is_outside_brackets(folded: str, position: int) -> bool:
    return folded.count("(", 0, position) <= folded.count(")", 0, position)


def _row(term: _Term, number: int, document_id: str) -> dict[str, object]:
    marked = marked_path(term.term)
    path = marked[0] if marked else None
    return {
        "document_id": document_id,
        "term_no": number,
        "page_no": term.page_no,
        "term": _unnumbered(term.term),
        "definition": term.definition,
        "class_name": path.class_name if path else None,
        "subclass_name": path.subclass_name if path else None,
        "item_name": path.item_name if path else None,
    }


def _unnumbered(text: str) -> str:
    found = numbering(text)
    return text[found[1] :].strip(_BLANKS) if found else text
