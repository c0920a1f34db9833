from django.urls import reverse
from django.utils.html import format_html

from portal.offers import offered_at
from reports.open_pages.models import OpenPages
from reports.open_pages.permissions import can_open_pages
from schools.directory.models import Municipality


@offered_at("log-in")
def open_programmes(context) -> str:
    """Offer people who can't log in a link to the open pages, if any are open."""
    if not OpenPages.objects.shown().exists():
        return ""
    return format_html('<p class="mt-3 mb-0">Без входа: <a href="{}">Открытые программы</a></p>', reverse("open-home"))


@offered_at("municipality-setup")
def what_everybody_sees(context, municipality: Municipality) -> str:
    if not can_open_pages(context["user"], municipality.pk):
        return ""
    return format_html(
        '<p class="mt-2 mb-0"><a href="{}">Открытые страницы: что видят все без входа</a></p>',
        reverse("open-settings", args=[municipality.pk]),
    )
