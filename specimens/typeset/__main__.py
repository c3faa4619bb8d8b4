"""``python -m specimens.typeset qingshan_2024 --look reference --out data/raw/….pdf``: typeset a described report."""

from __future__ import annotations

import argparse
from pathlib import Path

from specimens.typeset import LOOKS, load_report, typeset


def main() -> None:
    parser = argparse.ArgumentParser(description="Typeset a described report as a PDF.")
    parser.add_argument("report", help="name of a folder in specimens/typeset/reports")
    parser.add_argument("--look", choices=sorted(LOOKS), default="reference")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    result = typeset(load_report(arguments.report), LOOKS[arguments.look])
    arguments.out.write_bytes(result.pdf)
    print(f"{arguments.out}: {result.pages} pages, {len(result.cells)} cells, {len(result.pdf) / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
