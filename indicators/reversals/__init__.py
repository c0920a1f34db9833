"""Bulk actions taken back: what one changed, what somebody changed since, and putting the rest as it was.

It knows `values` and `collections`, whose actions it calls; `portal.history` keeps what was done.
A change usually begins in `queries.py` (what would be put back) or `actions.py` (putting it back).
"""
