"""A terminal shows text, and does not act on it: what reports, lists and servers say can hold escape sequences.

Belongs here: characters that a terminal would act on, and printing without them. What is printed is for the commands to say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

#: Control characters but for tab and new line, and marks that turn the direction of writing.
_ACTED_ON = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: Such of them as JSON leaves as they are.
_LEFT_BY_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""Return text in which characters that a terminal would act on stand as they are written in a program: ``\x1b``."""
    return _ACTED_ON.sub(lambda found: _written(found[0]), text)


def echo_json(value: Any) -> None:
    """Print a value as JSON for programs, which read the same whether a terminal would act on a character or not."""
    text = json.dumps(value, ensure_ascii=False, default=str, indent=2)
    typer.echo(_LEFT_BY_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


class Screen(Console):
    """A console whose texts stay texts: its own styles are the only sequences that reach the terminal, and no word becomes a picture."""

    def __init__(self, **options: Any) -> None:
        """Take the options of a console; ``:warning:`` in a report is no emoji."""
        super().__init__(highlight=False, emoji=False, **options)

    def render_str(self, text: str, **options: Any) -> Text:
        """Return the text to print, of which rich measures what will stand there."""
        return super().render_str(visible(text), **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield what is written; whatever was no plain string before (a ``Text``) passes here."""
        for segment in super().render(renderable, options):
            if segment.control or segment.text.isprintable():
                yield segment
            else:
                yield Segment(visible(segment.text), segment.style)


def _written(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
