"""Who may open collections, and who may review what schools sent."""

from indicators.values.permissions import can_enter
from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_open_collections(user, municipality_id: int) -> bool:
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality_id)


def can_review(user, municipality_id: int) -> bool:
    """Return whether the user may accept, return and reopen answers, as who enters the municipality's own values."""
    return can_enter(user, municipality_id=municipality_id, school_id=None)
