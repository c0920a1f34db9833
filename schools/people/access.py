"""Finds the person of a municipality whom a request is about."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from schools.directory.models import Municipality
from schools.people.queries import ListedPerson, people_of


def changeable_person(request: HttpRequest, municipality: Municipality, user_pk: int) -> ListedPerson:
    """Return a person of the municipality.

    Raises Http404 if there is no such person there, PermissionDenied if the user may not change them.
    """
    person = next((each for each in people_of(municipality, seen_by=request.user) if each.user.pk == user_pk), None)
    if person is None:
        raise Http404
    if not person.may_be_changed:
        raise PermissionDenied
    return person
