from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_manage_directory(user, municipality_id: int) -> bool:
    """Its schools and its people: the coordinator and the administrator."""
    return scope_of(user).may(Permission.MANAGE_DIRECTORY, municipality_id=municipality_id)
