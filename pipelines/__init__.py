"""Yusuan: government budget and final-accounts PDFs to an audited DuckDB warehouse.

The rooms of this package follow the data, one way only: ``documents`` → ``extraction`` → ``reports`` →
(Parquet, dbt) → ``quality`` → ``publishing``. ``contract`` holds what they agree on; ``defs`` orchestrates.
"""
