"""One report read and checked alone, from anywhere: what a reviewer does before a report is published.

Belongs here: reading the files named, applying the rules of the dbt project to them in a folder of the moment, and the
answer as plain values. No warehouse is opened, written or waited for. The page a reviewer reads is made in
``site.review_page``; the command line is in ``cli.review``.
"""
