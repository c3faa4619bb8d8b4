"""Data as scripts: exact amounts, and text that cannot end a script."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.site.dashboard.shards import plain_number, write_shard


def _read(path: Path) -> tuple[str, object]:
    text = path.read_text(encoding="utf-8")
    name, value = json.loads("[" + text.removeprefix("Yusuan.put(").removesuffix(");\n") + "]")
    return name, value


def test_amounts_are_digits_not_floats_and_names_may_have_folders(tmp_path: Path) -> None:
    value = {"yuan": Decimal("12345678901234.10"), "day": date(2024, 1, 2), 3: None}
    written = write_shard(tmp_path, "reports/abc", value)
    path = tmp_path / "reports" / "abc.js"
    assert written == path.stat().st_size
    assert _read(path) == ("reports/abc", {"yuan": "12345678901234.10", "day": "2024-01-02", "3": None})


def test_text_cannot_end_a_script(tmp_path: Path) -> None:
    write_shard(tmp_path, "x", ["</script><script>alert(1)</script>"])
    text = (tmp_path / "x.js").read_text(encoding="utf-8")
    assert "</" not in text and _read(tmp_path / "x.js")[1] == ["</script><script>alert(1)</script>"]


def test_what_has_no_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_shard(tmp_path, "x", object())


@pytest.mark.parametrize(("value", "text"), [
    (Decimal("1200.000000"), "1200"), (Decimal("1200.5"), "1200.50"), (Decimal("9.151309"), "9.151309"),
    (Decimal("-0.010"), "-0.01"), (Decimal("1E+3"), "1000"), (None, None),
])  # fmt: skip
def test_plain_numbers(value: Decimal | None, text: str | None) -> None:
    assert plain_number(value) == text
