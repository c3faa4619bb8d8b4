"""Report PDFs made from known cells: what tests and benchmarks hold a reading against.

Belongs here: ``typeset`` (a report as data → a PDF in several looks, and what stands where) and ``families`` (invented bodies with
seeded money, printed in many ways). Nothing of the product imports this room; it reads nothing but its own files.
"""
