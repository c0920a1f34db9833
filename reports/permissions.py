from portal.accounts.roles import Permission
from reports.kinds import DocumentKind
from roadmap.models import Programme
from schools.models import Municipality
from schools.scope import scope_of


def can_read_document(user, programme: Programme, kind: DocumentKind) -> bool:
    """Whoever sees a programme reads its documents; those that name every school need the right to see them all."""
    if not kind.names_schools:
        return True
    return scope_of(user).may(Permission.VIEW_ALL_SCHOOLS, municipality_id=programme.municipality_id)


def can_change_letterhead(user, municipality: Municipality) -> bool:
    return scope_of(user).may(Permission.MANAGE_PROGRAMMES, municipality_id=municipality.pk)
