from django import template

from reports.layout.formats import FORMATS
from reports.models import Bundle, Document
from reports.permissions import can_change_letterhead, can_have_of_seen, can_read_kind
from reports.queries.available import available_kinds
from roadmap.models import Programme
from schools.models import School

What = Bundle.What

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


@register.inclusion_tag("reports/_bundle_buttons.html", takes_context=True)
def bundle_buttons(context, subject: Programme | School, user) -> dict:
    """Buttons that put together what the user may have of a programme or a school; it is one that they see."""
    what = [What.PROGRAMME, What.DOCUMENTS] if isinstance(subject, Programme) else [What.SCHOOL]
    asked = [(each, Bundle(what=each, **{each.subject: subject})) for each in what]
    offered = [(f"{each.value}-{subject.pk}", each.label) for each, bundle in asked if can_have_of_seen(user, bundle)]
    return {"offered": offered, "csrf_token": context.get("csrf_token")}
