"""Who may do what with a programme; what the state allows is the actions' matter."""

from indicators.permissions import can_enter
from portal.accounts.roles import Permission
from roadmap.models import Assignment, Programme
from schools.models import School
from schools.scope import scope_of


def can_manage(user, programme: Programme) -> bool:
    """A school's own programme is its director's to manage too."""
    scope, municipality_id = scope_of(user), programme.municipality_id
    own = programme.school_id is not None and scope.may(
        Permission.REPORT_FOR_SCHOOL, municipality_id=municipality_id, school_id=programme.school_id
    )
    return own or scope.may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality_id)


def can_see_all_schools(user, programme: Programme) -> bool:
    return scope_of(user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=programme.municipality_id)


def can_enter_values(user, programme: Programme, school: School | None) -> bool:
    """For a school, or, without one, for the municipality itself."""
    return can_enter(user, municipality_id=programme.municipality_id, school_id=school and school.pk)


def can_report(user, assignment: Assignment) -> bool:
    """For one's own school; the department for itself and on behalf of any of its schools."""
    scope, municipality_id = scope_of(user), _municipality_of(assignment)
    if scope.may(Permission.REPORT_FOR_DEPARTMENT, municipality_id=municipality_id):
        return True
    return assignment.school_id is not None and scope.may(
        Permission.REPORT_FOR_SCHOOL, municipality_id=municipality_id, school_id=assignment.school_id
    )


def can_review(user, programme: Programme) -> bool:
    """Confirm and return what schools report."""
    return scope_of(user).may(Permission.REPORT_FOR_DEPARTMENT, municipality_id=programme.municipality_id)


def _municipality_of(assignment: Assignment) -> int:
    return assignment.activity.direction.roadmap.programme.municipality_id


def can_change_evaluation_methods(user, municipality_id: int) -> bool:
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality_id)
