"""From a hand-over to the file that readers open: dbt's command, the candidate, publication, exports, the way back to a page.

Belongs here: calling dbt, what a warehouse is made of (``fingerprint``), which tables are public, putting files in place
atomically, what is carried from publication to publication. Whether a candidate may be published is decided in ``quality``;
when it is built, in ``runs``.
"""
