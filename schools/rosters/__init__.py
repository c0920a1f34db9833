"""Lists of schools and of people as a department keeps them, taken in by two passes: looked through, then accepted.

It knows the schools, the people and their roles. Nothing of a list is kept before it is accepted: the page carries it.
A change usually begins in `columns.py` (what columns mean), `school_plan.py` or `person_plan.py` (what a row does).
"""
