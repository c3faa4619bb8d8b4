"""Coordinates by words: what a title's words say of the money in its table, whether or not anybody has seen that title.

Belongs here: splitting a text into the words of seed ``words`` and composing their meaning on the axes of the cube (flow, fund,
carry, expenditure kind, what the rows run along, item), and the name of that point, a table kind (seed ``kind_points``).
"""
