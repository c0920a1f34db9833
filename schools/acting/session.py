"""What the session keeps of the choice."""

from django.http import HttpRequest

from schools.access.scope import acting_for, scope_of
from schools.directory.models import Municipality

KEY = "acts-for"


def act_for(request: HttpRequest, municipality: Municipality | None) -> None:
    """From this request on; None: for nobody."""
    request.session[KEY] = municipality and municipality.pk
    acting_for(request.user, request.session[KEY])


def act_for_the_only_one(request: HttpRequest) -> None:
    """A portal of one municipality asks nobody to choose; who chose «никакой» keeps to it."""
    if scope_of(request.user).everywhere and KEY not in request.session:
        found = list(Municipality.objects.all()[:2])
        if len(found) == 1:
            act_for(request, found[0])
