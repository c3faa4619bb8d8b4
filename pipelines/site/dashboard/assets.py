"""Scripts and styles of the pages: ours, and the bundle of tables out of the wheel that the lock pins.

Belongs here: copying them into a site. The bundle (DataTables and JSZip, both MIT) lies in itables' wheel as a module; a
browser loads no module from a disk, so it is made a classic script: what it exports is handed to the page under one name.
"""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

STATIC = Path(__file__).with_name("static")
_EXPORT = re.compile(r"export\s*\{([^{}]*)\}\s*;?")
_DEFAULT = re.compile(r"(\w+)\s+as\s+default")


class AssetsError(Exception):
    """A bundle is not what it was when this was written; the message says which."""


def copy_assets(folder: Path) -> None:
    """Put scripts and styles into ``folder``; raises ``AssetsError`` if the bundle of tables has no known form."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(STATIC.iterdir()):
        shutil.copyfile(path, folder / path.name)
    bundle = _folder_of("itables") / "html"
    script = (bundle / "dt_bundle.js").read_text(encoding="utf-8")
    (folder / "tables.js").write_text(classic_script(script), encoding="utf-8")
    shutil.copyfile(bundle / "dt_bundle.css", folder / "tables.css")


def _folder_of(package: str) -> Path:
    """Where a package lies, without importing it: itables would load pandas, half a second for the sake of two files."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise AssetsError(f"{package} is not installed: pip install --require-hashes --no-deps -r locks/run.txt")
    return Path(found.origin).parent


def classic_script(module: str) -> str:
    """Return a module as a classic script that sets ``DataTable`` to what the module exports by default.

    Raises ``AssetsError`` unless it has exactly one list of exports with a default and imports nothing.
    """
    exports = list(_EXPORT.finditer(module))
    default = _DEFAULT.search(exports[0][1]) if len(exports) == 1 else None
    if default is None or re.search(r"(^|[;}])import[\s{\"'*]", module):
        raise AssetsError("the bundle of tables is no module with one default export: look at the version of itables")
    start, end = exports[0].span()
    return f"(() => {{\n{module[:start]}globalThis.DataTable = {default[1]};{module[end:]}\n}})();\n"
