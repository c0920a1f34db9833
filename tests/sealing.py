"""What a pinned number of statements holds on one database only."""

from django.db import connection


def sealed_at_once() -> int:
    """The statement that seals a link of the history with its entries; on PostgreSQL it comes after the commit."""
    return int(connection.vendor == "sqlite")
