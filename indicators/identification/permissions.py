"""Who may see runs of identification, and who may make them."""

from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_see_runs(user, municipality_id: int) -> bool:
    """A run names all schools."""
    return scope_of(user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id)


def can_identify(user, municipality_id: int) -> bool:
    """Keep runs, decide about their schools, change methods."""
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality_id)
