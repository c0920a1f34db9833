from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Permission
from reports.bundles.models import Bundle
from schools.access.scope import scope_of


def can_have_bundle(user, bundle: Bundle) -> bool:
    """Return whether the user sees the bundle's subject, and may have all that such a bundle contains."""
    is_seen = type(bundle.subject).objects.visible_to(user).filter(pk=bundle.subject.pk).exists()
    return is_seen and can_have_of_seen(user, bundle)


def can_have_of_seen(user, bundle: Bundle) -> bool:
    """Return whether the user may have the bundle, given that they see its subject.

    Everything of a school and a programme's documents are for all who see these; what names all schools needs the right
    to see them all, except of a school's own programme.
    """
    scope, subject = scope_of(user), bundle.subject
    if bundle.what in (Bundle.What.SCHOOL, Bundle.What.DOCUMENTS):
        return True
    if bundle.what == Bundle.What.CARDS:
        return scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=subject.pk)
    is_own = subject.school_id is not None and subject.school_id in scope.school_ids
    return is_own or scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=subject.municipality_id)


def check_may_have_bundle(user, bundle: Bundle) -> None:
    if not can_have_bundle(user, bundle):
        raise PermissionDenied("В этой папке данные всех школ: она открыта тем, кто видит их все.")
