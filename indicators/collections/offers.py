"""Offers a municipality that has just been set up a link to its first collection."""

from django.urls import reverse
from django.utils.html import format_html

from indicators.collections.permissions import can_open_collections
from portal.offers import offered_at
from schools.directory.models import Municipality


@offered_at("municipality-is-set-up")
def collection_of_municipality(context, municipality: Municipality) -> str:
    if not can_open_collections(context["user"], municipality.pk):
        return ""
    url = reverse("collection-open", args=[municipality.pk])
    return format_html('<a href="{}">Откройте сбор показателей</a>: школы внесут их сами.', url)
