"""Finds collections and a school's part in them within the user's scope, or raises Http404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from indicators.collections.models import Collection, Submission
from portal.accounts.roles import Permission
from schools.access.scope import scope_of
from schools.directory.models import School


def collection_for(request: HttpRequest, pk: int) -> Collection:
    collections = Collection.objects.visible_to(request.user).select_related("municipality", "period")
    return get_object_or_404(collections, pk=pk)


def own_part(request: HttpRequest, collection: Collection) -> Submission | None:
    """The submission of the user's own school, if the user may see no others; else None."""
    scope = scope_of(request.user)
    if scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=collection.municipality_id):
        return None
    return collection.submissions.filter(school__in=scope.school_ids).first()


def submission_for(request: HttpRequest, pk: int, school_pk: int) -> Submission:
    collection = collection_for(request, pk)
    school = get_object_or_404(School.objects.visible_to(request.user), pk=school_pk)
    submission = get_object_or_404(collection.submissions.select_related("sent_by"), school=school)
    submission.collection, submission.school = collection, school
    return submission
