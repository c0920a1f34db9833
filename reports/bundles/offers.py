from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from portal.offers import offered_at
from reports.bundles.models import Bundle
from reports.bundles.permissions import can_have_of_seen
from roadmap.programmes.models import Programme
from schools.directory.models import School


@offered_at("programme-files")
def bundles_of_programme(context, programme: Programme) -> str:
    return _bundle_buttons(context, programme, (Bundle.What.PROGRAMME, Bundle.What.DOCUMENTS))


@offered_at("school-values")
def bundle_of_school(context, school: School) -> str:
    return _bundle_buttons(context, school, (Bundle.What.SCHOOL,))


@offered_at("documents")
def list_of_bundles(context) -> str:
    return format_html(
        '<p class="mt-2 mb-0">\n'
        '      <a class="btn btn-sm btn-outline-primary" href="{}">Собрать папку документов</a>\n    </p>',
        reverse("bundle-list"),
    )


def _bundle_buttons(context, subject: Programme | School, what: tuple[Bundle.What, ...]) -> str:
    """Render buttons for those bundles of a programme or school, which the user sees, that the user may have."""
    asked = [(each, Bundle(what=each, **{each.subject: subject})) for each in what]
    offered = [
        (f"{each.value}-{subject.pk}", each.label)
        for each, bundle in asked
        if can_have_of_seen(context["user"], bundle)
    ]
    is_small = isinstance(subject, Programme)  # in a narrow column there; beside other buttons on the page of a school
    shown = {"offered": offered, "csrf_token": context["csrf_token"], "is_small": is_small}
    return render_to_string("reports/bundles/_bundle_buttons.html", shown)
