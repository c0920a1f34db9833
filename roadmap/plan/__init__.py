"""The plan of activities itself: directions, activities, stages, their order and their numbers.

It knows `programmes`.
A change usually begins in `models.py`, `outline.py` (the plan as a tree) or `numbering.py`.
"""
