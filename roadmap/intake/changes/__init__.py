"""Finds what a document changes in a stored programme, place by place; a person takes or leaves each change.

Each part (`orders.py`, `text.py`, `lists.py`, `indicators.py`, `plan.py`) matches the document's rows with stored
ones by their names, and gives for each difference its words before and after and how it is written. `columns.py`
matches the columns of tables; `whole.py` puts the parts together.
"""
