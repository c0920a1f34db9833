"""The people of a municipality and of its schools: entered, changed, given roles, invited to set their passwords.

It knows memberships, schools, and the invitations of accounts.
A change usually begins in `actions.py`; who may give which role to whom is in `permissions.py`.
"""
