from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from schools.directory.models import Municipality
from schools.directory.permissions import can_manage_directory


def municipality_for(request: HttpRequest, pk: int, *rights: Callable[..., bool]) -> Municipality:
    """Return the municipality.

    Raises Http404 if it is outside the user's scope, PermissionDenied if one of the `rights` (`can_…(user, pk)`) is
    missing.
    """
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    if not all(right(request.user, municipality.pk) for right in rights):
        raise PermissionDenied
    return municipality


def managed_municipality(request: HttpRequest, pk: int) -> Municipality:
    return municipality_for(request, pk, can_manage_directory)
