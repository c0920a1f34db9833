from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Permission
from reports.kinds.document_kind import DocumentKind, DocumentRequest
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of


def can_read_kind(user, programme: Programme, kind: DocumentKind) -> bool:
    """Return whether somebody who sees the programme may read its documents of that kind.

    A kind that names every school is for those who may see all schools; where it can be made about one school, also
    for the people of schools of that municipality.
    """
    scope, municipality_id = scope_of(user), programme.municipality_id
    if not kind.names_schools or scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id):
        return True
    return "school" in kind.asks and any(
        place.school_id and place.municipality_id == municipality_id for place in scope.places
    )


def can_read(user, request: DocumentRequest) -> bool:
    """Return whether the user may read the document that would be made of the request.

    A document about one school is also for the people of that school; one about a region only for those who see all.
    """
    scope = scope_of(user)
    if request.region:
        return scope.everywhere
    municipality_id = request.municipality.pk if request.municipality else None
    if scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id):
        return True
    if request.school:
        return request.school.pk in scope.school_ids
    return not (request.kind.names_schools or request.low_result_list)


def check_may_read(user, request: DocumentRequest) -> None:
    if not can_read(user, request):
        raise PermissionDenied("Документ называет все школы или муниципалитеты: он открыт тем, кто видит их все.")
