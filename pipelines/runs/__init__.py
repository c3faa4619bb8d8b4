"""One run, from the raw folder to the published warehouse: who may write, what is left to do, what became of it.

Belongs here: the lock, the folder of the run at work, the pool that reads documents, dbt's invocation, the fingerprint
that tells whether anything is new, and the order of the steps. How a document is read belongs in ``extraction`` and
``reports``; how a candidate becomes the published warehouse in ``publishing``; Dagster's view of the steps in ``defs``.
"""
