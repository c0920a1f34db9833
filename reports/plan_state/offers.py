from django.urls import reverse
from django.utils.html import format_html_join

from portal.offers import offered_at
from roadmap.programmes.models import Programme


@offered_at("roadmap")
def files_of_roadmap(context, programme: Programme, query: str) -> str:
    """Offer the rows that the page shows as files."""
    links = [(reverse(f"roadmap-{name.lower()}", args=[programme.pk]), name) for name in ("Excel", "PDF")]
    return format_html_join(
        "\n", '<a href="{}{}" download>{}</a>', ((url, f"?{query}" if query else "", name) for url, name in links)
    )
