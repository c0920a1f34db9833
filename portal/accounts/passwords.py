"""When somebody sets a password, whoever keeps a journal is told."""

from django.dispatch import Signal

password_set = Signal()
"""Arguments: request, user, how: the words of the journal. Within the transaction that keeps the password."""
