"""Who may enter and see values, by role and place; what a collection's state allows is a matter of `locks.py`."""

from portal.accounts.roles import Permission
from schools.access.scope import scope_of


def can_enter(user, *, municipality_id: int, school_id: int | None) -> bool:
    """Return whether the user may enter values for the school; for None, for the municipality itself."""
    return scope_of(user).may(Permission.ENTER_VALUES, municipality_id=municipality_id, school_id=school_id)


def may_enter_in(user, municipality_id: int) -> bool:
    """Return whether the user may enter values anywhere in the municipality, so that its pages should offer it."""
    return any(
        Permission.ENTER_VALUES in place.role.permissions and place.municipality_id in (None, municipality_id)
        for place in scope_of(user).places
    )


def can_see(user, *, municipality_id: int, school_id: int | None) -> bool:
    """Return whether the user may see such values.

    The municipality's own are for everybody in it, a school's for its people and the department.
    """
    scope = scope_of(user)
    if school_id is None:
        return scope.everywhere or municipality_id in scope.municipality_ids
    return school_id in scope.school_ids or scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id)


READ_ONLY = "Вносить эти значения вам не поручено."
