"""A report on execution that a school sends as Word: read, looked through, and reported by the portal's own way.

Nothing of the file is kept: `reading.py` finds its rows, `matching.py` the assignments that they speak of, a person
looks, and `actions.py` reports each that was chosen, all or none.
"""
