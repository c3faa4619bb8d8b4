"""Assets: the bundle of tables becomes a classic script, or the site says that it cannot be made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.site.dashboard.assets import STATIC, AssetsError, classic_script, copy_assets


def test_all_scripts_and_styles_are_there_and_none_needs_a_network(tmp_path: Path) -> None:
    copy_assets(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"tables.js", "tables.css", *(path.name for path in STATIC.iterdir())} == names
    script = (tmp_path / "tables.js").read_text(encoding="utf-8")
    assert "globalThis.DataTable = " in script and "export{" not in script
    assert "https://cdn" not in script
    assert len(script) < 800_000


def test_the_bundle_is_found_without_loading_what_it_came_with(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from pipelines.site.dashboard.assets import copy_assets; "
    code += "copy_assets(Path(sys.argv[1])); print(sorted({'itables', 'pandas'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_module_becomes_a_script_that_names_its_default() -> None:
    made = classic_script("var a=1,b=2;export{a as one,b as default};\n/* licences */")
    assert "export" not in made and "globalThis.DataTable = b;" in made and "/* licences */" in made


@pytest.mark.parametrize("module", [
    "var a=1;", "var a=1;export{a as one};", "var a=1;export{a as default};export{a as b};",
    'import {x} from "y";var a=1;export{a as default};',
])  # fmt: skip
def test_a_bundle_of_another_form_is_refused(module: str) -> None:
    with pytest.raises(AssetsError):
        classic_script(module)


def test_our_scripts_make_no_markup_of_text() -> None:
    for path in STATIC.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not any(word in text for word in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(")), (
            path.name
        )
