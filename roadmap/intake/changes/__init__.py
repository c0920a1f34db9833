"""What a document changes in a programme that is stored already: place by place, each taken or left.

Each part (`text.py`, `indicators.py`, `plan.py`) matches the document's rows with those stored, by their names, and
gives for each difference its words before and after and how it is written. `whole.py` puts the parts together.
"""
