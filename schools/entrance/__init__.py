"""How the people of a municipality get in: whose roles need a second factor, lost ones reset, locks lifted.

It knows memberships and people; the second factor itself and the locks are of accounts.
A change usually begins in `actions.py`.
"""
