"""A school joined to another: what was kept of it goes over, what differs is asked, the old name stays known.

It knows the directory; apps above say what of theirs moves (`movers.py`), and nothing of theirs is known here.
A change usually begins in `actions.py`, or in the `merging.py` of the room whose records move.
"""
