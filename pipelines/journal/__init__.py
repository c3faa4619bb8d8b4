"""What a run tells of itself while it works: news for whoever watches, and where time and memory went.

Belongs here: the listener a run speaks to (``news``) and the journal of measured steps. Drawing is in ``cli``; the journal's
table is written by ``runs``.
"""
