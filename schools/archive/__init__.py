"""«Удалённое»: what somebody deleted, kept with everything that went with it for a year, and put back by a button.

It knows municipalities and rights, and rows of any model as data; apps above say in their `apps.py` what of theirs is
kept, who may have it back, and what puts it in order there (`kinds.py`).
A change usually begins in `actions.py`.
"""
