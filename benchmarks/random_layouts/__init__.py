"""The trial of random layouts: seeded reports whose every option is drawn by itself, read, and compared amount by amount with the truth.

Belongs here: typesetting and reading a batch of reports (``making``), what the product says of their amounts (``stated``), comparing
it with the truth (``comparing``), running batches in processes (``trial``), counting (``counting``) and showing (``page``).
"""
