"""What a document changes in a programme that is stored already: place by place, each taken or left.

Each part (`orders.py`, `text.py`, `lists.py`, `indicators.py`, `plan.py`) matches the document's rows with those that
are stored, by their names, and gives for each difference its words before and after and how it is written;
`columns.py` matches the columns of tables. `whole.py` puts the parts together.
"""
