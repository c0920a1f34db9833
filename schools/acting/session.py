"""Keeps in the session for which municipality an administrator of the whole portal works."""

from django.http import HttpRequest

from schools.access.scope import acting_for, scope_of
from schools.directory.models import Municipality

KEY = "acts-for"


def act_for(request: HttpRequest, municipality: Municipality | None) -> None:
    """Let the user work for the municipality from this request on, or for none."""
    request.session[KEY] = municipality and municipality.pk
    acting_for(request.user, request.session[KEY])


def act_for_the_only_one(request: HttpRequest) -> None:
    """Choose the municipality if the portal has only one, unless the person has chosen themselves («никакой» too)."""
    if scope_of(request.user).everywhere and KEY not in request.session:
        found = list(Municipality.objects.all()[:2])
        if len(found) == 1:
            act_for(request, found[0])
