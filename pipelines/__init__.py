"""Yusuan: government budget and final-accounts PDFs to an audited DuckDB warehouse.

The rooms of this package follow the data, one way only; each imports only from rooms before it (``tests/test_rooms.py``):
``settings`` → ``journal`` → ``pdf`` → ``contract`` → ``workers`` → ``documents`` → ``extraction`` → ``reports`` → (Parquet, dbt)
→ ``diagnosis`` → ``quality`` → ``expectations`` → ``warehouse`` → ``review`` → ``site`` → ``runs`` → ``defs`` → ``cli``.
"""
