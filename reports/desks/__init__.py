"""What each person sees first: a desk for each role, with figures that lead to their lists; and the menu's counters.

It knows the rooms whose records it counts, and where each has its list; only the head of every page leads to it.
A change usually begins in `kinds.py`, which says whose a desk is, then in the desk's own query and template.
"""
