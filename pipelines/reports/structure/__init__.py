"""Structure chosen by proof: which rows are parts of which, and which columns, as the printed sums show it.

Belongs here: the readings that words leave open, and taking the one under which the most sums close. Sums of seven-digit
amounts do not close by accident; sums of zeros or of one addend prove nothing and count as nothing. What rows and columns
mean is not decided here, and no figure is judged.
"""
