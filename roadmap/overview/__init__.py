"""The plan as people look at it: its table with a filter, by schools, by days of a month, over a year.

It knows `execution`, whose states it shows.
A change usually begins in `queries/` (one file a page) or `forms/filter.py`, which page, Excel and PDF share.
"""
