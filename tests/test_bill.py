"""The bill of materials: exactly what is locked, nothing of the machine that made it, no licence that obliges whoever runs it."""

from __future__ import annotations

import copy
import json
import re
import socket
from pathlib import Path
from typing import Any

import pytest

from locks import bill as bills

ROOT = Path(__file__).parents[1]


@pytest.fixture
def bill() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bills.BILL.read_text(encoding="utf-8"))
    return found


def _differing(bill: dict[str, Any]) -> set[tuple[str, str, str]]:
    """What stands in the bill or in the locks alone."""
    named = {(item["name"], item["version"], item["scope"]) for item in bill["components"]}
    pinned = {
        (item.name, item.version, "required" if item.is_for_run else "optional") for item in bills.locked()
    }  # fmt: skip
    return named ^ pinned


def test_it_names_exactly_the_locked_packages(bill: dict[str, Any]) -> None:
    assert _differing(bill) == set(), "make lock"
    pins = re.findall(r"^\S+==", bills.LOCKS["run"].read_text(encoding="utf-8"), re.MULTILINE)
    assert sum(item.is_for_run for item in bills.locked()) == len(pins) > 100


def test_a_package_missing_or_of_another_version_is_noticed(bill: dict[str, Any]) -> None:
    short, other = copy.deepcopy(bill), copy.deepcopy(bill)
    gone = short["components"].pop()
    assert {name for name, _, _ in _differing(short)} == {gone["name"]}
    other["components"][0]["version"] = "0"
    assert {name for name, _, _ in _differing(other)} == {other["components"][0]["name"]}


def test_it_is_cyclonedx_and_says_nothing_of_the_machine(bill: dict[str, Any]) -> None:
    assert bill["bomFormat"] == "CycloneDX" and bill["specVersion"] == "1.6"
    text = bills.BILL.read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"]+", text) == []
    assert "file:" not in text and str(ROOT) not in text and f'"{socket.gethostname()}' not in text
    assert not {"timestamp", "tools"} & set(bill["metadata"]) and "serialNumber" not in bill


def test_no_licence_in_it_is_agpl_or_gpl(bill: dict[str, Any]) -> None:
    assert bills.forbidden(bill) == []


def test_a_forbidden_or_missing_licence_is_named(bill: dict[str, Any]) -> None:
    first, second, third = bill["components"][:3]
    first["licenses"] = [{"license": {"id": "AGPL-3.0-only"}}]
    second["licenses"] = [{"expression": "MIT AND GPL-2.0-or-later"}]
    third["licenses"] = []
    assert bills.forbidden(bill) == [
        f"{first['name']}: AGPL-3.0-only",
        f"{second['name']}: MIT AND GPL-2.0-or-later",
        f"{third['name']}: none",
    ]


@pytest.mark.parametrize(
    ("licence", "wrong"),
    [
        ("MIT", False),
        ("LGPL-3.0-or-later", False),
        ("GNU Lesser General Public License v3", False),
        ("GNU General Public License v2 (GPLv2)", True),
        ("GNU Affero General Public License v3", True),
        ("GPL-3.0-only OR Artistic-2.0", False),
        ("(GPL-2.0-only OR AGPL-3.0-only)", True),
        ("MIT AND (BSD-3-Clause OR GPL-3.0-only)", False),
        ("MIT AND (LGPL-2.1-only AND GPL-3.0-only)", True),
    ],
)
def test_a_licence_is_forbidden_if_no_choice_is_left(licence: str, wrong: bool) -> None:
    assert bills.is_forbidden(licence) is wrong


def test_a_package_whose_licence_nobody_says_stops_the_bill() -> None:
    pytest.importorskip("cyclonedx", reason="a development package (locks/dev.txt)")
    known = {bills._normal(package.name): "MIT" for package in bills.locked()}
    bills.make_bill(known)
    del known["duckdb"]
    with pytest.raises(ValueError, match="duckdb; state it in"):
        bills.make_bill(known)
