"""Municipalities with their education departments, and schools.

It knows the scope of `access`, and no other room.
A change usually begins in `models.py`; `names.py` finds schools by the words of a text, `kinds.py` tells their kind.
"""
