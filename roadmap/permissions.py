"""Who may do what with a programme; what the state allows is the actions' matter."""

from indicators.permissions import can_enter
from portal.accounts.roles import Permission
from roadmap.models import Activity, Programme
from schools.models import School
from schools.scope import scope_of


def can_manage(user, programme: Programme) -> bool:
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=programme.municipality_id)


def can_see_all_schools(user, programme: Programme) -> bool:
    return scope_of(user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=programme.municipality_id)


def can_enter_values(user, programme: Programme, school: School | None) -> bool:
    """For a school, or, without one, for the municipality itself."""
    return can_enter(user, municipality_id=programme.municipality_id, school_id=school and school.pk)


def can_report_for_department(user, activity: Activity) -> bool:
    """Where the department is among the responsible."""
    if not activity.concerns_department:
        return False
    municipality_id = activity.direction.roadmap.programme.municipality_id
    return scope_of(user).may(Permission.REPORT_FOR_DEPARTMENT, municipality_id=municipality_id)


def schools_to_report_for(user, activity: Activity) -> list[School]:
    """Those of the user's own schools whom the activity concerns."""
    municipality_id = activity.direction.roadmap.programme.municipality_id
    scope = scope_of(user)
    own = School.objects.filter(pk__in=scope.school_ids, municipality=municipality_id)
    if not activity.concerns_all_schools:
        own = own.filter(activities=activity)
    return [
        school
        for school in own
        if scope.may(Permission.REPORT_FOR_SCHOOL, municipality_id=municipality_id, school_id=school.pk)
    ]
