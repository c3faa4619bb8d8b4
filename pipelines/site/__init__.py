"""Pages made for people: the review of one report, audit sheets, pictures of layouts, the generated pages of ``docs/``.

Belongs here: everything that is looked at rather than queried. What the pages tell is found in ``warehouse`` and ``review``.
"""
