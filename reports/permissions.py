from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Permission
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.models import Programme
from schools.models import Municipality
from schools.scope import scope_of


def can_read_kind(user, programme: Programme, kind: DocumentKind) -> bool:
    """Whoever sees a programme reads its documents; those that name every school need the right to see them all.

    What can be asked for about one school is for its own people too.
    """
    scope, municipality_id = scope_of(user), programme.municipality_id
    if not kind.traits.names_schools or scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=municipality_id):
        return True
    return "school" in kind.traits.asks and any(
        place.school_id and place.municipality_id == municipality_id for place in scope.places
    )


def can_change_letterhead(user, municipality: Municipality) -> bool:
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality.pk)


def check_may_read(user, document: Document) -> None:
    """Of a document that isn't kept yet; what is about one school is that school's too."""
    scope = scope_of(user)
    if document.region:
        if not scope.everywhere:
            raise PermissionDenied("Свод по муниципалитетам открыт тем, кто ведёт весь портал.")
        return
    may_see_all = scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=document.municipality_id)
    is_own = (
        document.school_id in scope.school_ids
        if document.school_id
        else not (document.traits.names_schools or document.low_result_list_id)
    )
    if not (may_see_all or is_own):
        raise PermissionDenied("Документ называет все школы: он открыт тем, кто видит их все.")


def can_prepare(user, document: Document) -> bool:
    """Write, issue and repeal documents."""
    scope = scope_of(user)
    if document.region:
        return scope.everywhere
    return scope.may(Permission.MANAGE_PROGRAMMES, municipality_id=document.municipality_id)


def check_may_prepare(user, document: Document) -> None:
    if not can_prepare(user, document):
        raise PermissionDenied("Документы готовит и издаёт координатор.")
