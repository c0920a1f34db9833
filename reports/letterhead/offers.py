"""Links to the letterhead and the print settings, on the page where a department is set up."""

from django.urls import reverse
from django.utils.html import format_html

from portal.offers import offered_at
from reports.letterhead.permissions import can_change_letterhead
from schools.directory.models import Municipality


@offered_at("municipality-setup")
def letterhead_of_department(context, municipality: Municipality) -> str:
    if not can_change_letterhead(context["user"], municipality.pk):
        return ""
    return format_html(
        '<p class="links mt-2 mb-0"><a href="{}">Бланк приказов</a> · <a href="{}">Номера страниц и QR-код</a></p>',
        reverse("letterhead", args=[municipality.pk]),
        reverse("print-settings", args=[municipality.pk]),
    )
