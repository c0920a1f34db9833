from django import template

from reports.layout.formats import FORMATS
from reports.permissions import can_change_letterhead, can_read_document
from reports.queries.available import available_kinds

register = template.Library()


@register.inclusion_tag("reports/_document_links.html")
def document_links(programme, user) -> dict:
    """Links to the documents that the programme has and the user may read."""
    kinds = [kind for kind in available_kinds(programme) if can_read_document(user, programme, kind)]
    return {
        "programme": programme,
        "kinds": kinds,
        "formats": FORMATS,
        "may_change_letterhead": can_change_letterhead(user, programme.municipality),
    }
