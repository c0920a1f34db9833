"""Collecting values from schools: opened, filled in, sent, accepted or returned, closed.

It knows `values`: it shows their table and closes values to schools.
A change usually begins in `actions.py` (steps of a school's answer) or `changes.py` (of the collection itself).
"""
