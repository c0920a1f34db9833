"""From deficit to effect: which activities are to move an indicator, and how it stood before and after.

It knows `targets` and `plan`.
A change usually begins in `queries.py`.
"""
