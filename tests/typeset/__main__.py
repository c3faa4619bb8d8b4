"""`python -m tests.typeset qingshan_2024 --look reference --out data/raw/….pdf`: how the committed PDF is made."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.typeset import LOOKS, load_report, typeset


def main() -> None:
    """Typeset a described report into a file."""
    parser = argparse.ArgumentParser(prog="python -m tests.typeset", description="Typeset a described report.")
    parser.add_argument("report", help="a folder of tests/typeset/reports/")
    parser.add_argument("--look", choices=sorted(LOOKS), default="reference")
    parser.add_argument("--pages", type=int, nargs="*", help="only these pages")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    made = typeset(load_report(options.report), LOOKS[options.look], options.pages)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(made.pdf)
    print(f"{options.out}: {made.pages} pages, {len(made.cells)} cells, {len(made.pdf):,} bytes")


if __name__ == "__main__":
    main()
