"""One file of everything that an installation holds: the database and the uploaded files, written and restored.

Knows Django's database and storage, and nothing of what they hold.
A change usually begins in `contents.py` (what a backup consists of) or `snapshots.py` (how a database is copied).
"""
