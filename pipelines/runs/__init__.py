"""One run, from the raw folder to the published warehouse: who may write, what is left to do, what became of it.

Belongs here: the lock, the folder of the run at work, what is left to read, building and judging until the gate opens, telling
whether anything is new, and what the run came to. How a document is read belongs in ``extraction`` and ``reports``; how dbt is
called and how a candidate becomes the published warehouse, in ``warehouse``; Dagster's view of the steps in ``defs``.
"""
