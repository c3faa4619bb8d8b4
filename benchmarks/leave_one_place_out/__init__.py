"""The trial “leave one place out”: words attested in one place only are taken away, its reports are read again without them.

Belongs here: which words the seeds teach (``taught``), where each is printed (``printed``), whose place a report is (``places``), runs of
the product with other seeds (``running``), what is published of a place's figures (``measuring``), which errors are true
(``looked_up``), and the page (``page``).
"""
