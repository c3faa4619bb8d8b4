"""The bill of materials beside the locks: every locked package with its version and licence, as CycloneDX, and who may not be in it.

Belongs here: making ``bill.json`` (``make lock`` does) and judging licences. What a package itself does not say, or not in a word of
SPDX, is stated in ``licenses.csv``. Pins and hashes are the locks' business.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
BILL, STATED = _HERE / "bill.json", _HERE / "licenses.csv"
#: What a user runs, what a cluster, a lake and Dagster's records on Postgres need besides, and what is only needed to work on it.
LOCKS = {name: _HERE / f"{name}.txt" for name in ("run", "cluster", "lake", "postgres", "dev")}
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^ ;\\]+)", re.MULTILINE)
#: GPL and AGPL oblige whoever uses the package; LGPL does not.
_FORBIDDEN = re.compile(r"(?<!L)GPL|Affero|(?<!Lesser )General Public Licen[cs]e", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """A pinned package: name as the index has it, version, and whether a user's run needs it."""

    name: str
    version: str
    is_for_run: bool


def locked() -> list[Package]:
    """Return every pin of the locks once, sorted."""
    pins = {lock: set(_PIN.findall(path.read_text(encoding="utf-8"))) for lock, path in LOCKS.items()}
    return sorted(Package(*pin, pin in pins["run"]) for pin in set().union(*pins.values()))


def is_forbidden(licence: str) -> bool:
    """True if a licence leaves no choice but AGPL or GPL; ``licence`` is a word or an expression of SPDX, or plain words."""
    depth, parts, joined = 0, [""], set[str]()
    for word in re.split(r"(\(|\)|\s+(?:OR|AND)\s+)", licence.strip()):
        depth += (word == "(") - (word == ")")
        if depth == 0 and word.strip() in ("OR", "AND"):
            joined.add(word.strip())
            parts.append("")
        else:
            parts[-1] += word
    if len(parts) > 1 and len(joined) == 1:
        verdicts = [is_forbidden(part) for part in parts]
        return all(verdicts) if joined == {"OR"} else any(verdicts)
    inner = parts[0].strip()
    if len(parts) == 1 and inner.startswith("(") and inner.endswith(")"):
        return is_forbidden(inner[1:-1])
    # Joined by both words without brackets: a lawyer may read it, this does not.
    return bool(_FORBIDDEN.search(licence))


def licences(metadata: Mapping[str, str]) -> dict[str, str]:
    """Return the licence of each installed package by its normalised name; ``metadata`` is what is stated and goes before."""
    found: dict[str, str] = {}
    for distribution in distributions():
        said = distribution.metadata
        words = said.get("License-Expression") or ""
        classified = [line.split("::")[-1].strip() for line in said.get_all("Classifier") or [] if "License ::" in line]
        free = (said.get("License") or "").strip()
        if not words:
            words = " AND ".join(sorted(set(classified))) or (free if 0 < len(free) < 60 and "\n" not in free else "")
        if words:
            found[_normal(said["Name"])] = words
    return found | dict(metadata)


def stated() -> dict[str, str]:
    """Return the licences that are stated by hand, by normalised name."""
    with STATED.open(encoding="utf-8", newline="") as file:
        return {_normal(row["package"]): row["license"] for row in csv.DictReader(file)}


def make_bill(known: Mapping[str, str]) -> dict[str, Any]:
    """Return the bill as CycloneDX 1.6; raises ``ValueError`` naming the packages whose licence nobody says."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentScope, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    packages = locked()
    nameless = sorted({package.name for package in packages if _normal(package.name) not in known})
    if nameless:
        raise ValueError(f"no licence is known of {', '.join(nameless)}; state it in {STATED.name}")
    factory, bom = LicenseFactory(), Bom()
    bom.metadata.component = Component(name="yusuan", type=ComponentType.APPLICATION, bom_ref="yusuan")
    components = []
    for package in packages:
        url = PackageURL("pypi", name=package.name, version=package.version)
        components.append(
            Component(
                name=package.name,
                version=package.version,
                purl=url,
                bom_ref=str(url),
                scope=ComponentScope.REQUIRED if package.is_for_run else ComponentScope.OPTIONAL,
                licenses=[factory.make_from_string(known[_normal(package.name)])],
            )
        )
    bom.components.update(components)
    bom.register_dependency(bom.metadata.component, components)
    bill: dict[str, Any] = json.loads(JsonV1Dot6(bom).output_as_string())
    # The same locks give the same bytes (no moment, no number drawn, no tool's version), and nothing beside a lock names a host.
    for field in ("serialNumber", "$schema"):
        bill.pop(field, None)
    for field in ("timestamp", "tools"):
        bill["metadata"].pop(field, None)
    return bill


def licence_of(component: Mapping[str, Any]) -> str:
    """Return the licence that a component of a bill is given, in one line."""
    words = []
    for choice in component.get("licenses", []):
        licence = choice.get("license", {})
        words.append(choice.get("expression") or licence.get("id") or licence.get("name") or "")
    return " AND ".join(words)


def forbidden(bill: Mapping[str, Any]) -> list[str]:
    """Name the components of a bill that may not be in it, each with its licence."""
    named = [(component["name"], licence_of(component)) for component in bill["components"]]
    return [f"{name}: {licence or 'none'}" for name, licence in named if not licence or is_forbidden(licence)]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Write the bill; returns 1 and says why if a licence is unknown or forbidden."""
    try:
        bill = make_bill(licences(stated()))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    BILL.write_text(json.dumps(bill, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    wrong = forbidden(bill)
    for line in wrong:
        print(f"not allowed here: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
