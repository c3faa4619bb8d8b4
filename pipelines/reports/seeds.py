"""Where the seeds lie that the readers share with dbt: words, table kinds, codes."""

from __future__ import annotations

from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds"
