"""People who log in, and the roles that say what each may do.

It knows nothing of where a role holds: that is told by the memberships of `schools.access`.
A change usually begins in `roles.py`; log-in and passwords are in `views.py`.
"""
