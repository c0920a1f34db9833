from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Permission
from reports.kinds import DocumentKind
from reports.models import Bundle, Document
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


def can_read(user, document: Document) -> bool:
    """Of a document that isn't kept yet; what is about one school is that school's too."""
    scope = scope_of(user)
    if document.region:
        return scope.everywhere
    if scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=document.municipality_id):
        return True
    if document.school_id:
        return document.school_id in scope.school_ids
    return not (document.traits.names_schools or document.low_result_list_id)


def check_may_read(user, document: Document) -> None:
    if not can_read(user, document):
        raise PermissionDenied("Документ называет все школы или муниципалитеты: он открыт тем, кто видит их все.")


def can_prepare(user, document: Document) -> bool:
    """Write, issue and repeal documents."""
    scope = scope_of(user)
    if document.region:
        return scope.everywhere
    return scope.may(Permission.MANAGE_PROGRAMMES, municipality_id=document.municipality_id)


def check_may_prepare(user, document: Document) -> None:
    if not can_prepare(user, document):
        raise PermissionDenied("Документы готовит и издаёт координатор.")


def can_have_bundle(user, bundle: Bundle) -> bool:
    """Whether the subject is the user's to see, and all that the bundle has of it."""
    is_seen = type(bundle.subject).objects.visible_to(user).filter(pk=bundle.subject.pk).exists()
    return is_seen and can_have_of_seen(user, bundle)


def can_have_of_seen(user, bundle: Bundle) -> bool:
    """Of a school everything, of a programme its documents; what names all schools needs the right to see them."""
    scope, subject = scope_of(user), bundle.subject
    if bundle.what in (Bundle.What.SCHOOL, Bundle.What.DOCUMENTS):
        return True
    if bundle.what == Bundle.What.CARDS:
        return scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=subject.pk)
    is_own = subject.school_id is not None and subject.school_id in scope.school_ids
    return is_own or scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=subject.municipality_id)


def check_may_have_bundle(user, bundle: Bundle) -> None:
    if not can_have_bundle(user, bundle):
        raise PermissionDenied("В этой папке данные всех школ: она открыта тем, кто видит их все.")
