"""From an accepted candidate to what readers open: the published file, its Parquet, its pages.

Belongs here: which tables are public, putting files in place atomically, the generated pages about the warehouse, and the
way back from a figure to the page it was read from. Whether a candidate may be published is decided in ``quality``; when,
in ``runs``.
"""
