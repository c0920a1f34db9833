"""The sitemap and robots.txt: search engines are told the open pages, and to leave all others alone."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reports.open_pages.access import public
from reports.open_pages.models import OpenDocument, OpenPages, OpenProgramme

Place = tuple[str, datetime | None]


class OpenPagesSitemap(Sitemap):
    changefreq = "weekly"

    def items(self) -> list[Place]:
        """Return the open pages' addresses and dates, in three queries."""
        opened = list(OpenPages.objects.shown().order_by("pk").values_list("municipality", flat=True))
        if not opened:
            return []
        places: list[Place] = [(reverse("open-home"), None)]
        for pk in opened:
            places += [(reverse("open-municipality", args=[pk]), None), (reverse("open-data", args=[pk]), None)]
        marks = OpenProgramme.objects.valid().filter(programme__municipality__in=opened)
        for mark in marks.select_related("programme"):
            places += _programme_places(mark)
        documents = OpenDocument.objects.valid().filter(document__municipality__in=opened)
        for pk, document, at in documents.values_list("document__municipality", "document", "opened_at"):
            places.append((reverse("open-document", args=[pk, document]), at))
        return places

    def location(self, item: Place) -> str:
        return item[0]

    def lastmod(self, item: Place) -> datetime | None:
        return item[1]


def _programme_places(mark: OpenProgramme) -> list[Place]:
    arguments = [mark.programme.municipality_id, mark.programme_id]
    names = ["open-programme"]
    names += ["open-indicators"] if mark.shows_indicators else []
    names += ["open-plan"] if mark.shows_roadmap else []
    return [(reverse(name, args=arguments), None) for name in names]


@public
def open_sitemap(request: HttpRequest) -> HttpResponse:
    response = sitemap(request, {"open": OpenPagesSitemap})
    return response.render()


@public
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *"]
    if OpenPages.objects.shown().exists():
        lines += [f"Allow: {reverse('open-home')}", "Allow: /static/"]
        lines += ["Disallow: /", "", f"Sitemap: {request.build_absolute_uri(reverse('open-sitemap'))}"]
    else:
        lines.append("Disallow: /")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
