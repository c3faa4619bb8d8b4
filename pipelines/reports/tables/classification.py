"""Which classification codes and names a row prints, or means by its name alone.

Belongs here: pairing code and name columns, putting split codes (类|款|项) together, and finding the code of a printed name
in the lists. A name that fits more than one code gets none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pipelines.reports.tables.codes import (
    is_economic_code,
    is_function_code,
    is_government_economic_code,
    is_procurement_code,
)
from pipelines.reports.tables.glued_codes import code_and_name
from pipelines.reports.vocabulary import economic_names, function_names, government_economic_names, table_kind
from pipelines.reports.words import comparable, split_numbering

#: Field keys whose cell holds code and name together, and the classification they are of.
COMBINED_FIELDS = {"function": "function", "economic": "economic", "government_economic": "government_economic"}
GOVERNMENT = "government_economic"
_PARTS = ("code_class", "code_subclass", "code_item")
_PART_WORDS = frozenset({"类", "款", "项"})
#: Digits of a class (208), and of what a subclass or an item adds to it.
_CLASS_DIGITS, _PART_DIGITS = 3, 2
_REST = "99"
#: Printed or not without a change of meaning: 对个人和家庭补助 is 对个人和家庭的补助, 工资和福利支出 工资福利支出. In names of functions 和
#: parts classes from their subclasses (文化旅游…, 文化和旅游).
_PARTICLES = {"economic": "的和与及"}


@dataclass(frozen=True, slots=True)
class Coded:
    """A code and a name of one classification; ``source``: printed, inherited (partly from rows above), name or none."""

    classification: str
    code: str | None
    name: str | None
    source: str


@dataclass(slots=True)
class CodeMemory:
    """The class and subclass rows last seen, per code group and per classification."""

    parts: dict[int, list[str]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    #: True once a code of two digits was found to go on from the last one: the table prints its codes so.
    has_relative: bool = False


def read_codes(fields: Sequence[tuple[str, str]], kind: str | None, memory: CodeMemory) -> list[Coded]:
    """Return the codes of a row from its (field key, text) pairs, in the columns' order."""
    found: list[Coded] = []
    code, source, parts, group = "", "none", ["", "", ""], 0
    for key, text in fields:
        if key in COMBINED_FIELDS and text:
            combined = _combined(COMBINED_FIELDS[key], text)
            if combined.code is None and any(parts):
                code, source = _whole_code(parts, group, memory)
            if combined.code is None and code and _by_shape(code, "") == combined.classification:
                # The code stands in columns of its own, before a column whose cells may also hold both.
                combined = replace(combined, code=code, source=source)
                memory.last[combined.classification] = code
                code, source, parts, group = "", "none", ["", "", ""], group + 1
            found.append(combined)
        elif key == f"{GOVERNMENT}_code" and is_government_economic_code(comparable(text)):
            found.append(Coded(GOVERNMENT, comparable(text), None, "printed"))
        elif key == "code":
            code, source = (comparable(text), "printed") if _is_code(text) else ("", "none")
        elif key in _PARTS:
            if any(parts[_PARTS.index(key) :]):
                # Another 类 begins another code: 208|02|07, 302|13 and 502|09 of one row.
                code, source = _whole_code(parts, group, memory)
                found.extend(_pair(code, "", source, kind, memory))
                code, source, parts, group = "", "none", ["", "", ""], group + 1
            parts[_PARTS.index(key)] = comparable(text) if comparable(text).isdecimal() else ""
        elif key == "name":
            if any(parts):
                code, source = _whole_code(parts, group, memory)
            found.extend(_pair(code, text, source, kind, memory))
            code, source, parts, group = "", "none", ["", "", ""], group + 1
    if any(parts):
        code, source = _whole_code(parts, group, memory)
    if code:
        found.extend(_pair(code, "", source, kind, memory))
    return [coded for coded in found if coded.code or coded.name]


def code_by_name(name: str, classification: str, memory: CodeMemory) -> str | None:
    """Return the code a name means: below the subclass last seen, else below the class, else a class, else its only code."""
    names = function_names() if classification == "function" else economic_names()
    plain = _plain(name, classification)
    candidates = names.get(comparable(name), ()) or _without_particles(classification).get(plain, ())
    last = memory.last.get(classification, "")
    for parent, length in ((last[:5], 7), (last[:3], 5)):
        below = [
            code for code in candidates if len(code) == length and len(parent) == length - 2 and code.startswith(parent)
        ]
        if below:
            return only_code(below)
    classes = [code for code in candidates if len(code) == 3]
    chosen = classes if len(classes) == 1 else list(candidates)
    return chosen[0] if len(chosen) == 1 else None


def only_code(codes: Sequence[str]) -> str | None:
    """The one code of a name; of several, the one that ends in 99, as codes of what is left do (其他支出 was 2299901 and is 2299999)."""
    left = [code for code in codes if code.endswith(_REST)]
    return codes[0] if len(codes) == 1 else left[0] if len(left) == 1 else None


def class_by_name(name: str, classification: str = "function") -> str | None:
    """Return the class a name means, with or without 支出 at its end (一、一般公共服务), None if none or several."""
    words = comparable(name)
    known = function_names() if classification == "function" else economic_names()
    names = (words, f"{words}支出", words.removesuffix("支出"))
    codes = {code for each in names for code in known.get(each, ()) if len(code) == 3}
    return codes.pop() if len(codes) == 1 else None


def government_class(name: str) -> str | None:
    """The class or subclass of the government's economic classification that a name means, a class before its subclasses."""
    codes = government_economic_names().get(comparable(split_numbering(name)[1]), ())
    return next((code for code in codes if len(code) == _CLASS_DIGITS), only_code(codes) if codes else None)


@cache
def _without_particles(classification: str) -> dict[str, tuple[str, ...]]:
    names = function_names() if classification == "function" else economic_names()
    found: dict[str, tuple[str, ...]] = {}
    for name, codes in names.items():
        plain = _plain(name, classification)
        if plain == name or plain not in names:
            found[plain] = tuple(dict.fromkeys((*found.get(plain, ()), *codes)))
    return found


def _plain(name: str, classification: str) -> str:
    return "".join(char for char in comparable(name) if char not in _PARTICLES.get(classification, "的"))


def _is_code(text: str) -> bool:
    words = comparable(text)
    return len(words) >= 2 and words.isascii() and words.isalnum() and any(char.isdigit() for char in words)


def _combined(classification: str, text: str) -> Coded:
    pair = code_and_name(text)
    if pair:
        return Coded(_by_shape(pair[0], classification if _is_listed(pair[1]) else "unit"), pair[0], pair[1], "printed")
    if _is_code(text):
        return Coded(_by_shape(comparable(text), classification), comparable(text), None, "printed")
    return Coded(classification, None, text, "none")


def _by_shape(code: str, otherwise: str) -> str:
    if is_function_code(code):
        return "function"
    if is_economic_code(code):
        return "economic"
    if is_government_economic_code(code):
        return "government_economic"
    return "procurement" if is_procurement_code(code) else otherwise


def _is_listed(name: str) -> bool:
    """True for a classification's name. A code of no list beside it is misprinted; beside another it is a unit's (112, 117001-某局本级)."""
    return comparable(name) in function_names() or comparable(name) in economic_names()


def _pair(code: str, text: str, source: str, kind: str | None, memory: CodeMemory) -> list[Coded]:
    combined = code_and_name(text) if not code else None
    if combined:
        code, text, source = combined[0], combined[1], "printed"
    usual = table_kind(kind).classification
    if code and source == "printed":
        code, source = _whole_of_relative(code, text, memory)
    if len(code) == _PART_DIGITS and code.isdecimal() and text and memory.has_relative:
        # It goes on from a code above, but from which is not told: a code of no unit.
        return [Coded(usual, None, text, "none")]
    if code:
        classification = _by_shape(code, usual if _is_listed(text) else "unit")
        if is_function_code(code) or is_economic_code(code):
            memory.last[classification] = code
        return [Coded(classification, code, text or None, source)]
    return [Coded(usual, None, text, "none")] if text else []


def _whole_of_relative(code: str, name: str, memory: CodeMemory) -> tuple[str, str]:
    """05 below 208 is 20805, 01 below that 2080501: a code of two digits goes on from the last one, if its name, or the table, says so."""
    if not (len(code) == _PART_DIGITS and code.isdecimal()):
        return code, "printed"
    words = comparable(split_numbering(name)[1])
    listed = {*function_names().get(words, ()), *economic_names().get(words, ())}
    for last in filter(None, (memory.last.get("function"), memory.last.get("economic"))):
        for length in (_CLASS_DIGITS + _PART_DIGITS, _CLASS_DIGITS):
            whole = last[:length] + code
            if len(last) >= length and whole in listed:
                memory.has_relative = True
                return whole, "inherited"
    local = _local_item(code, memory.last.get("economic", "")) if memory.has_relative and words else None
    return (local, "inherited") if local else (code, "printed")


def _local_item(code: str, last: str) -> str | None:
    """01 国家统一津贴补贴 below 02 津贴补贴 below 301 is an item of a place, which no list has.

    National subclasses are printed in order: what has no higher number than the last one is none of them. A higher one may be the
    next by another name: then it is neither.
    """
    subclass, item = last[: _CLASS_DIGITS + _PART_DIGITS], last[_CLASS_DIGITS + _PART_DIGITS :]
    if len(subclass) < _CLASS_DIGITS + _PART_DIGITS or not int(item or 0) < int(code) <= int(subclass[_CLASS_DIGITS:]):
        return None
    return subclass + code


def _whole_code(parts: Sequence[str], group: int, memory: CodeMemory) -> tuple[str, str]:
    """Put 类|款|项 together; what a row leaves out is taken from the rows above."""
    known = memory.parts.setdefault(group, ["", "", ""])
    depth = max(number for number, part in enumerate(parts) if part)
    source = "printed"
    whole = ""
    for number in range(depth + 1):
        part = parts[number]
        if not part:
            part, source = known[number], "inherited"
        elif len(part) > len(whole) and whole and part.startswith(whole):
            part = part[len(whole) :]
        elif number:
            # A spreadsheet's number has lost its zero: 301 | 2 is 30102.
            part = part.zfill(_PART_DIGITS)
        known[number] = part
        whole += part
    known[depth + 1 :] = [""] * (len(known) - depth - 1)
    expected = 3 + 2 * depth
    return (whole, source) if len(whole) == expected else (whole, "printed") if source == "printed" else ("", "none")


def is_part_word(text: str) -> bool:
    """True for a stray header word (类, 款, 项) that stands in a body row because the header's cell reaches into it."""
    return comparable(text) in _PART_WORDS
