from portal.accounts.roles import Permission, Role
from schools.access.scope import scope_of


def scope(request) -> dict:
    """Tell the menu which of its entries the user can use."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    own = scope_of(request.user)
    return {
        # Chapters of the manual, which are named like roles, in the order of roles.
        "manuals": [role for role in Role if any(place.role == role for place in own.places)],
        "may_administer": own.has(Permission.ADMINISTER),
        "may_set_up": own.has(Permission.ADMINISTER) or own.has(Permission.MANAGE_PROGRAMMES),
        "may_manage_directory": own.has(Permission.MANAGE_DIRECTORY),
        "may_manage_programmes": own.has(Permission.MANAGE_PROGRAMMES),
        "reports_for_department": own.has(Permission.REPORT_FOR_DEPARTMENT),
        "reports_for_school": own.has(Permission.REPORT_FOR_SCHOOL),
    }
