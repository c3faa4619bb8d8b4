"""Contrast of what the style sheet declares, by WCAG 2: text at least 4.5 : 1, marks at least 3 : 1, in both themes."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

_SHEET = (ROOT / "pipelines" / "site" / "dashboard" / "static" / "site.css").read_text(encoding="utf-8")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_OF_THEME = {"light": ":root", "dark": '[data-theme="dark"]'}
_TEXT, _MARK = 4.5, 3.0
#: On these stands what no rule gives a background of its own.
_GROUNDS = ("paper", "soft")
#: Lines between rows and the pattern of what is left blank: no one has to see them to read the page.
_DECORATION = {"gap", "line"}


def _rules() -> list[tuple[str, dict[str, str]]]:
    found = []
    for selector, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", _SHEET, flags=re.DOTALL)):
        declared = (part.partition(":") for part in body.split(";") if ":" in part)
        found.append((selector.strip(), {name.strip(): value.strip() for name, _, value in declared}))
    return found


def _colours(theme: str) -> dict[str, str]:
    """Every colour variable of a theme; the dark one says only what it changes."""
    colours: dict[str, str] = {}
    for selector, declared in _rules():
        if selector == ":root" or selector == _OF_THEME[theme]:
            colours |= {name[2:]: value for name, value in declared.items() if name.startswith("--")}
    return colours


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (#rgb or #rrggbb), from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _variable(value: str | None) -> str | None:
    found = re.fullmatch(r"var\(--([a-z-]+)\)(?: !important)?", value or "")
    return found[1] if found else None


def _pairs() -> set[tuple[str, str]]:
    """Text and ground of every rule that says one of them."""
    pairs = set()
    for selector, declared in _rules():
        text, ground = _variable(declared.get("color")), _variable(declared.get("background"))
        if selector.split("-")[0].endswith(".fill") or "key" in selector:
            continue
        if text and ground:
            pairs.add((text, ground))
        elif text:
            pairs |= {(text, name) for name in _GROUNDS}
        elif ground:
            pairs.add(("ink", ground))
    return pairs


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


def test_the_pairs_are_found() -> None:
    pairs = _pairs()
    assert {("ink", "paper"), ("dim", "soft"), ("bad", "bad-soft"), ("paper", "brand"), ("absent", "paper")} <= pairs
    assert len(pairs) > 15


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    colours = _colours(theme)
    measured = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in _pairs()}
    assert {pair: ratio for pair, ratio in measured.items() if ratio < _TEXT} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_mark_stands_out_from_the_page(theme: str) -> None:
    colours = _colours(theme)
    fills = {name for _, declared in _rules() for name in [_variable(declared.get("fill"))] if name} - _DECORATION
    assert len(fills) >= 7
    measured = {fill: round(contrast(colours[fill], colours["paper"]), 2) for fill in fills}
    assert {fill: ratio for fill, ratio in measured.items() if ratio < _MARK} == {}
