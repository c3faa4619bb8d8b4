"""Asking other people's servers for files: politely, within limits, and trusting none of what they answer.

Belongs here: addresses, connections, turns at a host, robots.txt, one download with its tries, the record of tries, the links of a
listing page. Which files are wanted and what becomes of them is said in ``documents.fetch``.
"""
