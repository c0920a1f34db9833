from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_set_up(user, municipality_id: int) -> bool:
    """Return whether the user may set the municipality up: as its coordinator or as its administrator."""
    scope = scope_of(user)
    return any(
        scope.may(permission, municipality_id=municipality_id)
        for permission in (Permission.MANAGE_PROGRAMMES, Permission.ADMINISTER)
    )


def can_add_municipalities(user) -> bool:
    return scope_of(user).everywhere
