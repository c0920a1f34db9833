from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Permission
from reports.issue.models import Document
from schools.access.scope import scope_of


def can_prepare(user, document: Document) -> bool:
    """Return whether the user may draft, issue and repeal such documents."""
    scope = scope_of(user)
    if document.region:
        return scope.everywhere
    return scope.may(Permission.MANAGE_PROGRAMMES, municipality_id=document.municipality_id)


def check_may_prepare(user, document: Document) -> None:
    if not can_prepare(user, document):
        raise PermissionDenied("Документы готовит и издаёт координатор.")
