"""Keeping an installation for years: what grows and when it goes, and whether all is well.

Belongs here: looking at the folders of a warehouse as an operator does, and removing what nobody needs any more. Nothing here reads a
report, changes a published figure or touches a file in the raw folder.
"""
