from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Permission
from reports.kinds.document_kind import DocumentKind, DocumentRequest
from roadmap.programmes.models import Programme
from schools.access.scope import scope_of


def can_read_kind(user, programme: Programme, kind: DocumentKind) -> bool:
    """Whoever sees a programme reads its documents; those that name every school need the right to see them all.

    What can be asked for about one school is for its own people too.
    """
    scope, municipality_id = scope_of(user), programme.municipality_id
    if not kind.names_schools or scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id):
        return True
    return "school" in kind.asks and any(
        place.school_id and place.municipality_id == municipality_id for place in scope.places
    )


def can_read(user, request: DocumentRequest) -> bool:
    """Of a document that isn't kept yet; what is about one school is that school's too."""
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
