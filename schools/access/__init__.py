"""Who belongs where, and what each person may therefore see and do.

It knows the roles of accounts and names municipalities and schools only by their keys.
A change usually begins in `scope.py`, which every list and every permission asks.
"""
