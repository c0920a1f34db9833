"""The history of changes: who changed what, when, from what to what; written inside the actions that change.

It knows people only, and any record by its content type.
A change usually begins in `actions.py`.
"""
