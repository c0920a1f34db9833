"""What all methods that a municipality may call its own have in common, whatever they judge.

It knows `directory` and `access`; methods of identification and of evaluation are built on it above.
A change usually begins in `actions.py` (created, copied, changed with history) or `delivered.py` (what comes as files).
"""
