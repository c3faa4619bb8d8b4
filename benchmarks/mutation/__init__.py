"""The mutation trial: faults put into reports that add up, and what the diagnosis says of them.

Belongs here: clean reports (``bases``), faults with the truth about each (``faults``), putting them into what was read
(``injection``), applying the rules to hundreds of documents at once (``evaluating``) and judging the findings (``judging``).
Nothing of the product reads this; ``python -m benchmarks.mutation --help`` runs it.
"""
