"""Everything that touches the file format: pdfium's calls, a page's objects and words, pictures of pages, OCR.

Belongs here: what any room may ask of a PDF page without knowing what a report is. What the objects mean is decided in
``documents`` (is it a report?), ``extraction`` (cells) and ``site`` (pictures for people).
"""
