"""The folder of pages about one publication: what may be used, what is wrong and where, what is missing.

Belongs here: asking the published warehouse and laying the answers out as pages that open from a disk. Nothing is found out here, and no
page is served: what a page shows lies beside it, as scripts, because a browser fetches nothing from a file.
"""
