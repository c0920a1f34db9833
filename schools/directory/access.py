from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from schools.directory.models import Municipality
from schools.directory.permissions import can_manage_directory


def managed_municipality(request: HttpRequest, pk: int) -> Municipality:
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), pk=pk)
    if not can_manage_directory(request.user, municipality.pk):
        raise PermissionDenied
    return municipality
