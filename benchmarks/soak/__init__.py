"""Soak: runs killed at many points, disks that fill up, PDFs spoiled in many ways; each held against what was undisturbed.

Belongs here: the long forms. The short ones are tests. How a fault is put in from outside is in ``hook``.
"""
