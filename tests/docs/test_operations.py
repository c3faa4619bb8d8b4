"""The page of operations, the units and the container file name what there is: variables, commands, folders."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from pipelines.settings import Settings
from pipelines.upkeep import ages
from tests.docs.operations import PAGE, ROOT, commands

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipelines").rglob("*.py"))


def variables(text: str) -> set[str]:
    return set(re.findall(r"YUSUAN_[A-Z_]+", text))


def test_every_variable_of_page_and_environment_file_is_read_by_the_program() -> None:
    named = variables((DEPLOY / "yusuan.env").read_text()) | variables(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 8
    # Dagster itself reads the password, as its configuration says.
    assert {name for name in named if f'"{name}"' not in CODE} == {"YUSUAN_POSTGRES_PASSWORD"}


def test_every_age_and_its_default_stand_on_the_page() -> None:
    assert ages.__doc__ is not None
    names = variables(ages.__doc__)
    assert names == {name for name in variables(PAGE.read_text(encoding="utf-8")) if "PRUNE" in name}
    stated = dict(re.findall(r"^(YUSUAN_PRUNE_\w+)=(\d+)$", (DEPLOY / "yusuan.env").read_text(), re.MULTILINE))
    assert ages.Ages.load(stated) == ages.Ages() and set(stated) == names


def test_every_folder_of_a_warehouse_is_on_the_page(settings: Settings) -> None:
    state = PAGE.read_text(encoding="utf-8").partition("## Where state lies")[2].partition("\n## ")[0]
    folders = [value for value in vars(Settings).values() if isinstance(value, property)]
    paths = [fget(settings) for item in folders if (fget := item.fget) is not None]
    below = {
        path.relative_to(settings.warehouse_dir).parts[0]
        for path in paths
        if path.is_relative_to(settings.warehouse_dir)
    }
    # What the last run came to is told by yusuan status.
    assert {name for name in below if f"`{name}" not in state} == {"last_run.json", "last_run_timing.json"}


@pytest.mark.parametrize("heading", ["Is all well?", "What grows, and how long it is kept", "Restore", "Upgrading"])
def test_commands_of_the_page_are_commands(heading: str) -> None:
    from pipelines.cli.app import app

    known = {command.name for command in app.registered_commands}
    asked = [line.split()[1] for line in commands(heading) if line.startswith("yusuan ")]
    assert asked and set(asked) <= known


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here: the units are not verified")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        # The program is not installed where the units expect it.
        (tmp_path / unit.name).write_text(
            re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.MULTILINE)
        )
    verified = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)], capture_output=True, text=True
    )
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_unit_calls_a_command_and_writes_to_its_state_only(unit: Path) -> None:
    from pipelines.cli.app import app

    text = unit.read_text()
    (started,) = re.findall(r"^ExecStart=/opt/yusuan/.venv/bin/yusuan (\w+)", text, re.MULTILINE)
    assert started in {command.name for command in app.registered_commands}
    for line in (
        "ProtectSystem=strict",
        "StateDirectory=yusuan",
        "EnvironmentFile=/etc/yusuan/yusuan.env",
        "User=yusuan",
    ):
        assert line in text
    if started == "serve" and "daemon" not in unit.name:
        assert "--host 127.0.0.1" in text


def test_containers_let_nobody_in_but_from_this_machine() -> None:
    services = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text())["services"]
    assert [port for service in services.values() for port in service.get("ports", [])] == [
        "127.0.0.1:3000:3000",
        "127.0.0.1:3001:3001",
    ]
    volumes = {tuple(service["volumes"]) for service in services.values()}
    assert volumes == {("state:/var/lib/yusuan",)}
