"""Which days the terms of a plan mean: read once, kept beside the reader's version, corrected by hand.

It knows `plan`, whose words are read, and `term`, which reads them.
A change usually begins in `queries.py` (what a place's term means) or `actions.py` (keeping it).
"""
