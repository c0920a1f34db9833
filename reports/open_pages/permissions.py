from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_open_pages(user, municipality_id: int) -> bool:
    """Return whether the user decides what everybody sees: whoever manages the municipality's programmes does."""
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality_id)
