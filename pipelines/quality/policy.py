"""What a failing expectation does to publication: the policy file, read and checked.

Belongs here: reading ``expectations/policy.toml`` and answering "what follows if this one fails". Deciding over a whole
run belongs in ``gate``. A policy that names something that is not declared is an error, so the two cannot drift apart.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from pipelines.quality.declare import Suite

#: stop: nothing is published. hold_back: the documents concerned are left out, the others go; hold_table: so are the
#: printed tables concerned. switch_off: the rules concerned count for nothing in this run. flag: published, shown.
Effect = Literal["stop", "hold_back", "hold_table", "switch_off", "flag"]
EFFECTS: tuple[Effect, ...] = get_args(Effect)


class PolicyError(ValueError):
    """The policy file says something that cannot be followed; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Effects by suite and by expectation; the more particular one counts."""

    default: Effect
    by_suite: Mapping[str, Effect] = field(default_factory=dict)
    by_expectation: Mapping[tuple[str, str], Effect] = field(default_factory=dict)

    def effect(self, suite_key: str, expectation_key: str) -> Effect:
        """What follows if this expectation fails."""
        particular = self.by_expectation.get((suite_key, expectation_key))
        return particular or self.by_suite.get(suite_key, self.default)

    def require_declared(self, suites: Iterable[Suite]) -> None:
        """Raise ``PolicyError`` if the policy names a suite or an expectation that nobody declares."""
        declared = {suite.key: {item.key for item in suite.expectations} for suite in suites}
        unknown = [key for key in self.by_suite if key not in declared]
        unknown += [f"{suite}.{key}" for suite, key in self.by_expectation if key not in declared.get(suite, set())]
        if unknown:
            raise PolicyError(
                f"the policy names what no suite declares: {', '.join(sorted(unknown))}; correct the name or remove it"
            )


def read_policy(path: Path) -> Policy:
    """Read a policy file; raises ``PolicyError`` with the file's name and what to change."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PolicyError(f"{path.name} cannot be read: {error}") from error
    particular = {
        (suite, key): _effect(value, f"expectations.{suite}.{key}", path)
        for suite, effects in content.get("expectations", {}).items()
        for key, value in effects.items()
    }
    return Policy(
        default=_effect(content.get("default"), "default", path),
        by_suite={suite: _effect(value, f"suites.{suite}", path) for suite, value in content.get("suites", {}).items()},
        by_expectation=particular,
    )


def _effect(value: object, where: str, path: Path) -> Effect:
    for effect in EFFECTS:
        if value == effect:
            return effect
    raise PolicyError(f"{path.name}: {where} is {value!r}; say one of {', '.join(EFFECTS)}")
