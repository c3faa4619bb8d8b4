"""The ways in which a page deceives, by name, and a variant of one drawn by a seed.

Belongs here: the list, and how a variant is drawn. What each does is in the files of their subjects.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from specimens.hostile import hidden, marks, ruling, text_layers, upon
from specimens.hostile.deceit import Deceit
from specimens.hostile.paper import Paper
from specimens.hostile.table import make_table

KINDS: Mapping[str, Mapping[str, Deceit]] = {
    "white_text": hidden.WHITE,
    "covered_text": hidden.COVERED,
    "layer_off": hidden.LAYERS,
    "clipped": hidden.CLIPPED,
    "outside_crop_box": hidden.CROPPED,
    "form_fields": upon.FIELDS,
    "stamped": upon.STAMPS,
    "fake_bold": marks.BOLD,
    "note_marks": marks.NOTES,
    "rules": ruling.RULES,
    "lying_font": text_layers.LYING,
    "text_under_scan": text_layers.SCANS,
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A page of one kind: its bytes, what a person reads in its table, and figures that nobody sees."""

    kind: str
    way: str
    pdf: bytes
    rows: tuple[tuple[str, ...], ...]
    unseen: tuple[str, ...]


def variant(kind: str, seed: int) -> Variant:
    """Return a variant of a kind; the first seeds go through its ways, the rest is drawn by chance."""
    ways = list(KINDS[kind])
    chance = Random(f"{kind} {seed}")
    way = ways[seed % len(ways)]
    paper = Paper()
    table = make_table(chance, paper.width, paper.height)
    done = KINDS[kind][way](chance, table, paper)
    return Variant(kind, way, done.pdf or paper.finish(), done.rows or table.rows, done.unseen)
