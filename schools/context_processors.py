from portal.accounts.roles import Permission
from schools.scope import scope_of


def scope(request) -> dict:
    """For the menu: which of its entries this user has any use for."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    own = scope_of(request.user)
    return {
        "may_administer": own.has(Permission.ADMINISTER),
        "may_manage_programmes": own.has(Permission.MANAGE_PROGRAMMES),
        "reports_for_department": own.has(Permission.REPORT_FOR_DEPARTMENT),
        "reports_for_school": own.has(Permission.REPORT_FOR_SCHOOL),
    }
