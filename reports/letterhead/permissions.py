from portal.accounts.roles import Permission
from schools.access.scope import scope_of
from schools.directory.models import Municipality


def can_change_letterhead(user, municipality: Municipality) -> bool:
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality.pk)
