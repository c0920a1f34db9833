"""Who may do what with a programme; what the state allows is the actions' matter."""

from indicators.values.permissions import can_enter
from portal.accounts.roles import Permission
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of
from schools.directory.models import School


def can_manage(user, programme: Programme) -> bool:
    """Return whether the user may change the programme; its director may change a school's own programme too."""
    own = programme.school_id is not None and scope_of(user).may(
        Permission.REPORT_FOR_SCHOOL, municipality_id=programme.municipality_id, school_id=programme.school_id
    )
    return own or can_manage_municipality(user, programme)


def can_manage_municipality(user, programme: Programme) -> bool:
    """Return whether the user may decide what holds in all programmes of this one's municipality."""
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=programme.municipality_id)


def can_see_all_schools(user, programme: Programme) -> bool:
    return scope_of(user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=programme.municipality_id)


def can_enter_values(user, programme: Programme, school: School | None) -> bool:
    """Return whether the user may enter values for the school, or without a school for the municipality itself."""
    return can_enter(user, municipality_id=programme.municipality_id, school_id=school and school.pk)
