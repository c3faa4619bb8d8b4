"""Breaking a cell's text into lines of a given width.

Belongs here: measuring and wrapping. Chinese breaks anywhere; a run of digits and Latin letters only if it is wider than
the whole line (so figures wrap where a column is too narrow, as in real reports).
"""

from __future__ import annotations

import re

from reportlab.pdfbase.pdfmetrics import stringWidth

_RUN = re.compile(r"[A-Za-z0-9.,%]+|.", re.DOTALL)


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines of at most ``width`` points; an empty text has no lines."""
    lines: list[str] = []
    for paragraph in text.split("\n") if text else []:
        line = ""
        for run in _RUN.findall(paragraph):
            if stringWidth(line + run, font, size) <= width:
                line += run
                continue
            if line and stringWidth(run, font, size) <= width:
                lines.append(line)
                line = run
                continue
            for character in run:
                if line and stringWidth(line + character, font, size) > width:
                    lines.append(line)
                    line = ""
                line += character
        lines.append(line)
    return lines
