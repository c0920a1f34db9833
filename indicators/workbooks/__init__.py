"""Values in Excel: written to be filled in, read back in two passes, names matched by hand once.

It knows `values` and `collections`.
A change usually begins in `sheets.py` (cells read), `matching.py` (whose they are) or `comparing.py` (what changes).
"""
