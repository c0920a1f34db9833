"""Who may report and who reviews; what the state allows is the actions' matter."""

from portal.accounts.roles import Permission
from roadmap.execution.models import Assignment
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of


def can_report(user, assignment: Assignment) -> bool:
    """Return whether the user may report: for their own school, or in the department for it and any of its schools."""
    scope, municipality_id = scope_of(user), _municipality_of(assignment)
    if scope.may(Permission.REPORT_FOR_DEPARTMENT, municipality_id=municipality_id):
        return True
    return assignment.school_id is not None and scope.may(
        Permission.REPORT_FOR_SCHOOL, municipality_id=municipality_id, school_id=assignment.school_id
    )


def can_review(user, programme: Programme) -> bool:
    """Return whether the user may confirm and return what schools report."""
    return scope_of(user).may(Permission.REPORT_FOR_DEPARTMENT, municipality_id=programme.municipality_id)


def can_waive(user, programme: Programme) -> bool:
    """Return whether the user may mark assignments as not required; only an approved programme has any to mark."""
    manages = scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=programme.municipality_id)
    return manages and programme.status == Programme.Status.APPROVED


def _municipality_of(assignment: Assignment) -> int:
    return assignment.programme.municipality_id
