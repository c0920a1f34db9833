"""Values of indicators: the table they are typed into, how they are saved, checked, locked and summed up.

It knows `quantity` and `catalogue`. Rooms above register what closes values to their writers (`locks.py`).
A change usually begins in `actions.py` (saving), `checks.py` (questions), `queries/grid.py` or `grid/` (what is shown).
"""
