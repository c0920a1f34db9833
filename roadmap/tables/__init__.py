"""Tables that a document has besides indicators and plan: edited in cells, sums of money doubted, what was spent.

It knows `programmes`, where the tables are kept as the document has them.
A change usually begins in `grid.py` (steps of the editor), `money_table.py` (what a table of money says) or `slots.py`
(where tables stand).
"""
