"""The programme's table of indicators: plans as the document states them, facts as people enter them.

It knows `programmes`, and the values and workbooks of `indicators`.
A change usually begins in `queries/lines.py` (what the table shows) or `actions.py` (writing it).
"""
