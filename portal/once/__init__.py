"""A form sent twice, by a double click or a repeated request, does its work once: both answers lead to its result.

Every form has a sign of its own beside Django's token, put there by the same tag; knows nothing of what forms are for.
A change usually begins in `answering.py`.
"""
