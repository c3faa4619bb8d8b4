"""Where a page's text operators put its figures, by playa's fonts: the operators read fast, everything else left to playa.

Belongs here: going through content streams operation by operation. playa's own interpreter turns every number, colour and
path of a stream into an object, which took a third of the time of extraction; here an operation is one match, and operators
that move no text are passed over. Streams, fonts, codes and widths are playa's, and the arithmetic is that of its
``TextObject``, step by step. Whatever is not plain raises ``NotPlainError``: playa's interpreter reads such a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from playa.font import Font
from playa.interp import FontMapping
from playa.page import Page
from playa.parser import Lexer
from playa.pdftypes import LIT, ContentStream, dict_value, matrix_value, resolve1, stream_value
from playa.utils import mult_matrix, translate_matrix

Matrix = tuple[float, float, float, float, float, float]

#: Word spacing is added to this code, whatever it prints.
_SPACE_CODE = 32
_FORM = LIT("Form")
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_ARRAY = rb"\[(?:[-+.\d\s]++|" + _HEX + rb"|" + _STRING + rb")*+\]"
_NAME = rb"/[^\#/%\[\]()<>{}\s]*+"
_PROPERTIES = rb"<<(?:[^<>()]++|" + _HEX + rb"|" + _STRING + rb")*+>>"
_OPERANDS = rb"(?:[-+.\d\s]++|" + rb"|".join((_NAME, _HEX, _STRING, _ARRAY, _PROPERTIES)) + rb")*+"
#: Operations that move no text, with numbers before them alone: half of what a page of tables does, passed over in one match.
_MOVES_NO_TEXT = (
    rb"(?:[-+.\d\s]*+(?:re|m|l|h|w|J|j|M|i|n|f\*?|F|W\*?|S|s|B\*?|b\*?|c|v|y|rg|RG|g|G|k|K|Tr|ET|EMC)"
    rb"(?![^\#/%\[\]()<>{}\s]))*+"
)
#: What is no operation goes to the end of the stream: nothing else is passed over.
_OPERATION = re.compile(
    _MOVES_NO_TEXT + rb"(?:(" + _OPERANDS + rb")([A-Za-z][^\#/%\[\]()<>{}\s]*+|')|(?P<rest>.*))", re.DOTALL
)
_SHOWN = re.compile(_HEX + rb"|" + _STRING + rb"|[-+.\d]++", re.DOTALL)
_ONE_ARRAY = re.compile(rb"\s*+" + _ARRAY + rb"\s*+", re.DOTALL)
_LAST_NAME = re.compile(rb"/([!-~]+)\s*\Z")
_FONT_AND_SIZE = re.compile(rb"/([!-~]+)\s+([-+.\d]+)\s*\Z")
_LITERAL = re.compile(rb"\(([^()\\\r]*+)\)", re.DOTALL)


class NotPlainError(Exception):
    """A stream holds something that is left to playa's own interpreter."""


class PlacedFigure(NamedTuple):
    """A character of a figure: its rendering matrix and its advance, as playa's ``GlyphObject`` has them."""

    char: str
    matrix: Matrix
    displacement: tuple[float, float]


class _Code(NamedTuple):
    """One code of a string: its width in text space, whether word spacing is added, and its character if of a figure."""

    width: float
    is_space: bool
    char: str | None


class _Shown(NamedTuple):
    """What an operation shows: the codes of strings, the numbers that shift what follows, and whether all strings are empty."""

    pieces: tuple[tuple[_Code, ...] | float, ...]
    is_blank: bool


@dataclass(slots=True)
class _FontCodes:
    """A font, and what operations show in it, each read once: a report prints the same strings over and over."""

    font: Font
    is_figure: Callable[[str], bool]
    _strings: dict[bytes, _Shown] = field(default_factory=dict)
    _arrays: dict[bytes, _Shown] = field(default_factory=dict)

    def of_string(self, operands: bytes) -> _Shown:
        """Return what the last string before an operator shows."""
        shown = self._strings.get(operands)
        if shown is None:
            if operands.lstrip()[:1] not in (b"<", b"("):
                raise NotPlainError("no string to show")
            shown = self._strings[operands] = self._read(_SHOWN.findall(operands)[-1:])
        return shown

    def of_array(self, operands: bytes) -> _Shown:
        """Return what the strings of an array show."""
        shown = self._arrays.get(operands)
        if shown is None:
            if not _ONE_ARRAY.fullmatch(operands):
                raise NotPlainError("no strings to show")
            shown = self._arrays[operands] = self._read(_SHOWN.findall(operands))
        return shown

    def _read(self, pieces: Sequence[bytes]) -> _Shown:
        read = [_shown(piece) for piece in pieces]
        codes = tuple(piece if isinstance(piece, float) else self._codes(piece) for piece in read)
        return _Shown(codes, not any(isinstance(piece, bytes) and piece for piece in read))

    def _codes(self, text: bytes) -> tuple[_Code, ...]:
        font, is_figure = self.font, self.is_figure
        return tuple(
            _Code(font.hdisp(cid), cid == _SPACE_CODE, char if char and is_figure(char) else None)
            for cid, char in (font.decode(text) if text else ())
        )


@dataclass(slots=True)
class Codes:
    """The strings of a document as its fonts decode them, each once."""

    is_figure: Callable[[str], bool]
    #: Fonts are kept, so that no other can have the same identity.
    _known: dict[int, _FontCodes] = field(default_factory=dict)

    def of(self, font: Font) -> _FontCodes:
        """Return the strings of a font."""
        found = self._known.get(id(font))
        if found is None:
            found = self._known[id(font)] = _FontCodes(font, self.is_figure)
        return found


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it concerns text; ``x`` and ``y`` lead from the line's start to the next character."""

    ctm: Matrix
    font: _FontCodes | None = None
    font_size: float = 0
    char_space: float = 0
    word_space: float = 0
    scaling: float = 100
    leading: float = 0
    rise: float = 0
    line_matrix: Matrix = _IDENTITY
    x: float = 0
    y: float = 0

    def copy(self) -> _State:
        """Return an equal state."""
        numbers = self.font_size, self.char_space, self.word_space, self.scaling, self.leading, self.rise
        return _State(self.ctm, self.font, *numbers, self.line_matrix, self.x, self.y)

    def move_to(self, line_matrix: Matrix) -> None:
        """Begin a line."""
        self.line_matrix = line_matrix
        self.x = self.y = 0


def place_figures(page: Page, codes: Codes) -> list[PlacedFigure]:
    """Return the characters of a page's figures in the order they are drawn.

    Raises ``NotPlainError`` for what it does not know, and whatever broken resources make of it.
    """
    found: list[PlacedFigure] = []
    _Content(page, codes, found, page.resources, _State(page.ctm), frozenset()).read(list(page.streams))
    return found


@dataclass(slots=True)
class _Content:
    """The content of a page or of a form on it; ``parents`` are the forms it stands in, by number."""

    page: Page
    codes: Codes
    found: list[PlacedFigure]
    resources: Mapping[str, Any]
    state: _State
    parents: frozenset[int]
    states: list[_State] = field(default_factory=list)
    fonts: Mapping[str, Font] = field(default_factory=dict)
    #: By the operands that set them.
    _set_fonts: dict[bytes, tuple[_FontCodes, float]] = field(default_factory=dict)
    _plain_states: set[bytes] = field(default_factory=set)

    def read(self, streams: Sequence[ContentStream]) -> None:
        """Follow the operations."""
        if resolve1(self.resources.get("Font")) is not None:
            self.fonts = FontMapping(self.resources["Font"], self.page.doc)
        for stream in streams:
            for operation in _OPERATION.finditer(stream.buffer):
                handler = _HANDLERS.get(operation[2])
                if handler is not None:
                    handler(self, operation[1])
                elif operation[2] is None and operation["rest"].strip():
                    raise NotPlainError(f"not plain: {operation['rest'][:40]!r}")

    def save(self, _: bytes) -> None:
        self.states.append(self.state.copy())

    def restore(self, _: bytes) -> None:
        if self.states:
            self.state = self.states.pop()

    def transform(self, operands: bytes) -> None:
        self.state.ctm = mult_matrix(_six(operands), self.state.ctm)

    def begin_text(self, _: bytes) -> None:
        self.state.move_to(_IDENTITY)

    def set_line_matrix(self, operands: bytes) -> None:
        self.state.move_to(_six(operands))

    def move(self, operands: bytes) -> None:
        x, y = _numbers(operands, 2)
        self._move(x, y)

    def move_and_set_leading(self, operands: bytes) -> None:
        x, y = _numbers(operands, 2)
        self.state.leading = -y
        self._move(x, y)

    def _move(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.state.line_matrix
        self.state.move_to((a, b, c, d, x * a + y * c + e, x * b + y * d + f))

    def next_line(self, _: bytes) -> None:
        a, b, c, d, e, f = self.state.line_matrix
        leading = self.state.leading
        self.state.move_to((a, b, c, d, -leading * c + e, -leading * d + f))

    def set_font(self, operands: bytes) -> None:
        found = self._set_fonts.get(operands)
        if found is None:
            name, size = _match(_FONT_AND_SIZE, operands).groups()
            key = name.decode("ascii")
            font = self.fonts[key] if key in self.fonts else self.page.doc.get_font()
            found = self._set_fonts[operands] = self.codes.of(font), _number(size)
        self.state.font, self.state.font_size = found

    def refuse_font(self, operands: bytes) -> None:
        """Pass over a graphics state, which sets colours and the like, unless it sets a font."""
        if operands in self._plain_states:
            return
        known = resolve1(self.resources.get("ExtGState"))
        name = _match(_LAST_NAME, operands)[1].decode("ascii")
        if isinstance(known, dict) and "Font" in dict_value(known.get(name, {})):
            raise NotPlainError("a font set by a graphics state")
        self._plain_states.add(operands)

    def refuse(self, _: bytes) -> None:
        raise NotPlainError("an inline image")

    def draw(self, operands: bytes) -> None:
        """Go into a form."""
        known = dict_value(self.resources.get("XObject", {}))
        name = _match(_LAST_NAME, operands)[1].decode("ascii")
        if name not in known:
            return
        form = stream_value(known[name])
        number = form.objid or 0
        if form.get("Subtype") is not _FORM or number in self.parents:
            return
        matrix = matrix_value(form["Matrix"]) if "Matrix" in form else _IDENTITY
        state = replace(self.state, ctm=mult_matrix(matrix, self.state.ctm), line_matrix=_IDENTITY, x=0, y=0)
        own = form.get("Resources")
        resources = self.page.resources if own is None else dict_value(own)
        _Content(self.page, self.codes, self.found, resources, state, self.parents | {number}).read([form])

    def show_string(self, operands: bytes) -> None:
        font = self._font()
        self._show(font, font.of_string(operands))

    def show_strings(self, operands: bytes) -> None:
        font = self._font()
        self._show(font, font.of_array(operands))

    def show_on_next_line(self, operands: bytes) -> None:
        self.next_line(operands)
        self.show_string(operands)

    def _font(self) -> _FontCodes:
        font = self.state.font
        if font is None or font.font.vertical:
            raise NotPlainError("text without a font, or upright text")
        return font

    def _show(self, font: _FontCodes, shown: _Shown) -> None:
        """Show strings and shift by the numbers between them, as ``TextObject`` goes through them."""
        state, size, scaling = self.state, self.state.font_size, self.state.scaling * 0.01
        if shown.is_blank:
            for piece in shown.pieces:
                if isinstance(piece, float):
                    state.x -= piece * 0.001 * (size * scaling)
            return
        char_space, word_space = (state.char_space / size, state.word_space / size) if size else (0.0, 0.0)
        if font.font.multibyte:
            word_space = 0
        x = state.x
        line_to_page: Matrix | None = None
        for piece in shown.pieces:
            if isinstance(piece, float):
                x -= piece * 0.001 * size * scaling
                continue
            for width, is_space, char in piece:
                advance = width + char_space
                if is_space:
                    advance += word_space
                if char is not None:
                    if line_to_page is None:
                        line_to_page = mult_matrix(state.line_matrix, state.ctm)
                    to_page = translate_matrix(line_to_page, (x, state.y))
                    matrix = mult_matrix((size * scaling, 0, 0, size, 0, state.rise), to_page)
                    self.found.append(PlacedFigure(char, matrix, (matrix[0] * advance, matrix[1] * advance)))
                x += advance * size * scaling
        state.x = x


def _setter(name: str) -> Callable[[_Content, bytes], None]:
    """Return what an operator does that sets one number of the state."""

    def set_number(content: _Content, operands: bytes) -> None:
        setattr(content.state, name, _numbers(operands, 1)[0])

    return set_number


_HANDLERS: dict[bytes, Callable[[_Content, bytes], None]] = {
    b"q": _Content.save,
    b"Q": _Content.restore,
    b"cm": _Content.transform,
    b"gs": _Content.refuse_font,
    b"Do": _Content.draw,
    b"BT": _Content.begin_text,
    b"Tm": _Content.set_line_matrix,
    b"Td": _Content.move,
    b"TD": _Content.move_and_set_leading,
    b"T*": _Content.next_line,
    b"Tf": _Content.set_font,
    b"Tc": _setter("char_space"),
    b"Tw": _setter("word_space"),
    b"Tz": _setter("scaling"),
    b"TL": _setter("leading"),
    b"Ts": _setter("rise"),
    b"Tj": _Content.show_string,
    b"TJ": _Content.show_strings,
    b"'": _Content.show_on_next_line,
    **dict.fromkeys((b"BI", b"ID", b"EI"), _Content.refuse),
}


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise NotPlainError(f"{text!r} is no number") from error


def _numbers(operands: bytes, count: int) -> tuple[float, ...]:
    """Return the last operands of an operation."""
    try:
        numbers = tuple(map(float, operands.split()[-count:]))
    except ValueError as error:
        raise NotPlainError(f"no numbers: {operands[:40]!r}") from error
    if len(numbers) < count:
        raise NotPlainError("an operand is missing")
    return numbers


def _six(operands: bytes) -> Matrix:
    a, b, c, d, e, f = _numbers(operands, 6)
    return a, b, c, d, e, f


def _match(pattern: re.Pattern[bytes], operands: bytes) -> re.Match[bytes]:
    found = pattern.search(operands)
    if found is None:
        raise NotPlainError(f"unusual operands: {operands[:40]!r}")
    return found


def _shown(piece: bytes) -> bytes | float:
    """Return a string's bytes, or the number of a string array."""
    if piece[:1] == b"<":
        try:
            return bytes.fromhex(piece[1:-1].decode("ascii"))
        except ValueError as error:
            raise NotPlainError("half a byte") from error
    if piece[:1] == b"(":
        plain = _LITERAL.fullmatch(piece)
        return plain[1] if plain else bytes(next(Lexer(piece))[1])
    return _number(piece)
