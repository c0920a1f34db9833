from django import template

from reports.layout.formats import FORMATS
from reports.models import Document
from reports.permissions import can_change_letterhead, can_read_kind
from reports.queries.available import available_kinds

register = template.Library()


@register.inclusion_tag("reports/_document_links.html")
def document_links(programme, user) -> dict:
    """Links to the documents that the programme has and the user may read."""
    kinds = [kind for kind in available_kinds(programme) if can_read_kind(user, programme, kind)]
    issued = Document.objects.visible_to(user).issued().filter(programme=programme).count()
    return {
        "programme": programme,
        "kinds": kinds,
        "formats": FORMATS,
        "issued": issued,
        "may_change_letterhead": can_change_letterhead(user, programme.municipality),
    }
