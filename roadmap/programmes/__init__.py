"""A programme as its document has it: title, passport, abbreviations, sections, and what an edit of a draft asks.

It knows no other room.
A change usually begins in `actions.py` (writing), `text_parts.py` (which parts there are) or `access.py` (who may).
"""
