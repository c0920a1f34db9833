from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_change_letterhead(user, municipality_id: int) -> bool:
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality_id)
