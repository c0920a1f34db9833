from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Permission
from reports.bundles.models import Bundle
from schools.access.scope import scope_of


def can_have_bundle(user, bundle: Bundle) -> bool:
    """Whether the subject is the user's to see, and all that the bundle has of it."""
    is_seen = type(bundle.subject).objects.visible_to(user).filter(pk=bundle.subject.pk).exists()
    return is_seen and can_have_of_seen(user, bundle)


def can_have_of_seen(user, bundle: Bundle) -> bool:
    """Of a school everything, of a programme its documents; what names all schools needs the right to see them."""
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
