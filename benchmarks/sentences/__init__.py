"""The mutation trial of sentences: what a clean report says is spoiled, and the findings are held against what was done.

Belongs here: clean reports with more to tell (``bases``), kinds of faults in sentences (``faults``), the same said
otherwise (``rewordings``), printing one (``printing``), running and judging (``trial``). Nothing of the product reads this;
``python -m benchmarks.sentences --help`` runs it.
"""
