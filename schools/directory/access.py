from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from schools.directory.models import Municipality, School
from schools.directory.permissions import can_manage_directory


def municipality_for(request: HttpRequest, pk: int, *rights: Callable[..., bool], refusal: str = "") -> Municipality:
    """Return the municipality with its department.

    Raises Http404 if it is outside the user's scope, PermissionDenied with the `refusal` if one of the `rights`
    (`can_…(user, pk)`) is missing.
    """
    visible = Municipality.objects.visible_to(request.user).select_related("department")
    municipality = get_object_or_404(visible, pk=pk)
    if not all(right(request.user, municipality.pk) for right in rights):
        raise PermissionDenied(refusal)
    return municipality


def managed_municipality(request: HttpRequest, pk: int) -> Municipality:
    return municipality_for(request, pk, can_manage_directory)


def school_for(request: HttpRequest, pk: int) -> School:
    """Return the school with its municipality; raises Http404 if it is outside the user's scope."""
    return get_object_or_404(School.objects.visible_to(request.user).select_related("municipality"), pk=pk)


def managed_school(request: HttpRequest, pk: int) -> School:
    """Return a school of a municipality whose schools and people the user may change, as `managed_municipality`."""
    schools = School.objects.filter(municipality__in=Municipality.objects.visible_to(request.user))
    school = get_object_or_404(schools.select_related("municipality", "merged_into"), pk=pk)
    managed_municipality(request, school.municipality_id)
    return school
