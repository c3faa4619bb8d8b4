"""Puts the faults in: Python imports this before anything else where this folder is on its path.

Belongs here: nothing but that. What a fault point is, and what happens at it, is in ``fault_points``.
"""

from __future__ import annotations

import fault_points

fault_points.install_from_environment()
