"""The signal that somebody set a password, for those who keep a journal of it."""

from django.dispatch import Signal

password_set = Signal()
"""Sent in the transaction that saves the password, with request, user and `how` (words for the journal)."""
