"""Collecting values from schools: opened, filled in, sent, accepted or returned, closed.

It knows `values`, whose table it shows and whose values it closes.
A change usually begins in `actions.py` (steps of a school's answer) or `changes.py` (of the collection itself).
"""
