"""Who may see runs of identification, and who may make them."""

from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_see_runs(user, municipality_id: int) -> bool:
    """Return whether the user may see runs in the municipality, which name all of its schools."""
    return scope_of(user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id)


def can_identify(user, municipality_id: int) -> bool:
    """Return whether the user may keep runs, decide about their schools and change methods in the municipality."""
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality_id)
