"""Fuzzing: typeset reports spoiled by their structure, read as the product reads files, and no figure told that no page shows.

Belongs here: spoiling (``spoiling``), the job of a worker (``reading``), the trial and its verdicts (``trial``).
"""
