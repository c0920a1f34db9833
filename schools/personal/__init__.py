"""Personal data (152-ФЗ): what the portal holds of a person, for themselves; and its removal, with a record.

It knows people, their roles and the journal; what apps above hold of a person it finds by their keys.
A change usually begins in `holdings.py`; `actions.py` removes.
"""
