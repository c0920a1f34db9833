"""Values in Excel: written to be filled in, read back in two passes, names matched by hand once.

It knows `values` and `collections`. Cells are read by `portal.spreadsheets`.
A change usually begins in `matching.py` (whose they are) or `comparing.py` (what changes).
"""
