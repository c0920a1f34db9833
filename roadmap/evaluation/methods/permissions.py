"""Who may make and change a municipality's methods of evaluation."""

from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_change_evaluation_methods(user, municipality_id: int) -> bool:
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality_id)


def can_see_evaluation_methods(user, municipality_id: int) -> bool:
    return scope_of(user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id)
