from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_manage_directory(user, municipality_id: int) -> bool:
    """Return whether the user may change the municipality's schools and people, as coordinator or administrator."""
    return scope_of(user).may(Permission.MANAGE_DIRECTORY, municipality_id=municipality_id)
