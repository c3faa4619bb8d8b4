"""What Dagster orchestrates: assets, partitions, checks, sensor, schedule, jobs. Nothing is parsed or computed here.

Belongs here: one small file a concern, each declaring and none doing; the doing is in ``runs`` and the rooms left of it.
``yusuan run`` materialises these same assets in process. Nothing imports this room but ``definitions`` and the run.
"""
