"""Who may give which role and change which person; nobody can gain more rights by it than they have."""

from portal.accounts.models import User
from portal.accounts.roles import Permission, Role
from schools.access.models import Membership
from schools.access.scope import scope_of


def roles_given_by(user, municipality_id: int) -> list[Role]:
    """Return the roles that the user may give in the municipality; a coordinator can't make administrators."""
    scope = scope_of(user)
    if scope.may(Permission.ADMINISTER, municipality_id=municipality_id):
        return list(Role)
    if scope.may(Permission.MANAGE_DIRECTORY, municipality_id=municipality_id):
        return [role for role in Role if role != Role.ADMINISTRATOR]
    return []


def may_change_person(user, person: User, municipality_id: int, memberships: list[Membership]) -> bool:
    """Return whether the user may change the person: only if all of the person's roles are ones that they may give.

    `memberships` are all of the person's, fetched with their schools. Nobody may change themselves here.
    """
    given = roles_given_by(user, municipality_id)
    return (
        not person.is_superuser
        and person.pk != user.pk
        and bool(memberships)
        and (
            scope_of(user).everywhere
            or all(each.role in given and _is_in(each, municipality_id) for each in memberships)
        )
    )


def _is_in(place: Membership, municipality_id: int) -> bool:
    return municipality_id == (place.school.municipality_id if place.school else place.municipality_id)
