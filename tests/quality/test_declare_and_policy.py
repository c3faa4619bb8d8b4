"""Declarations refuse what could not be shown; the policy file refuses what could not be followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.quality.declare import Expected, Suite
from pipelines.quality.policy import PolicyError, read_policy
from tests.quality import toy


@pytest.mark.parametrize("key", ["", "with space", "has-dash", "1st", "合计"])
def test_a_key_dagster_could_not_show_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="letters, digits and underscores"):
        Expected(key, "。", ".", "select 1")
    with pytest.raises(ValueError, match="letters, digits and underscores"):
        Suite(key, "。", ".", ())


def test_a_severity_nobody_maps_is_refused() -> None:
    with pytest.raises(ValueError, match="fatal"):
        Expected("key", "。", ".", "select 1", "fatal")  # type: ignore[arg-type]


def test_two_expectations_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="parts_make_the_whole"):
        toy.suite(toy.AMOUNTS, toy.AMOUNTS)


def _policy(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_more_particular_line_counts(tmp_path: Path) -> None:
    policy = read_policy(
        _policy(tmp_path, 'default = "flag"\n[suites]\ntoy = "stop"\n[expectations.toy]\nhas_a_note = "hold_back"\n')
    )
    assert policy.effect("other", "any") == "flag"
    assert policy.effect("toy", "parts_make_the_whole") == "stop"
    assert policy.effect("toy", "has_a_note") == "hold_back"
    policy.require_declared([toy.suite(toy.NAMED)])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", "default"),
        ('default = "shout"', "shout"),
        ('default = "flag"\n[suites]\ntoy = "perhaps"', "suites.toy"),
        ('default = "flag"\n[expectations.toy]\nkey = 1', "expectations.toy.key"),
        ("default = ", "cannot be read"),
    ],
)
def test_a_policy_that_cannot_be_followed_says_where(tmp_path: Path, text: str, names: str) -> None:
    with pytest.raises(PolicyError, match=names):
        read_policy(_policy(tmp_path, text))


def test_a_policy_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"policy\.toml cannot be read"):
        read_policy(tmp_path / "policy.toml")


def test_a_policy_for_an_expectation_nobody_declares_is_refused(tmp_path: Path) -> None:
    policy = read_policy(_policy(tmp_path, 'default = "flag"\n[expectations.toy]\nhas_a_not = "stop"\n'))
    with pytest.raises(PolicyError, match=r"toy\.has_a_not"):
        policy.require_declared([toy.suite(toy.NAMED)])
