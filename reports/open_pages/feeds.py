"""The Atom feed of a municipality's open pages: which programmes and documents were opened when."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from reports.open_pages.access import public
from reports.open_pages.models import OpenPages
from reports.open_pages.queries.opened import OpenedMunicipality, opened_municipality

_MOST = 50


@dataclass(frozen=True)
class OpenNews:
    title: str
    told: str
    url: str
    at: datetime


def news_of(opened: OpenedMunicipality) -> list[OpenNews]:
    """Return the latest fifty news, the newest first."""
    pk = opened.municipality.pk
    news = [
        OpenNews(
            f"Открыта программа: {mark.programme}", f"{mark.programme.years}. {mark.programme.approval_order}.",
            reverse("open-programme", args=[pk, mark.programme_id]), mark.opened_at,
        )
        for mark in opened.marks
    ] + [
        OpenNews(
            f"Опубликован документ: {mark.document}", f"{mark.document.stated.order}.",
            reverse("open-document", args=[pk, mark.document_id]), mark.opened_at,
        )
        for mark in opened.documents
    ]  # fmt: skip
    return sorted(news, key=lambda each: each.at, reverse=True)[:_MOST]


class OpenNewsFeed(Feed):
    feed_type = Atom1Feed
    language = "ru"

    def get_object(self, request, pk: int) -> OpenedMunicipality:
        pages = OpenPages.objects.select_related("municipality__department")
        return opened_municipality(get_object_or_404(pages, municipality=pk, is_open=True))

    def title(self, opened: OpenedMunicipality) -> str:
        return f"Программы поддержки школ: {opened.municipality}"

    def author_name(self, opened: OpenedMunicipality) -> str:
        return opened.department.name if opened.department else str(opened.municipality)

    def link(self, opened: OpenedMunicipality) -> str:
        return reverse("open-municipality", args=[opened.municipality.pk])

    def feed_url(self, opened: OpenedMunicipality) -> str:
        return reverse("open-news", args=[opened.municipality.pk])

    def items(self, opened: OpenedMunicipality) -> list[OpenNews]:
        return news_of(opened)

    def item_title(self, item: OpenNews) -> str:
        return item.title

    def item_description(self, item: OpenNews) -> str:
        return item.told

    def item_link(self, item: OpenNews) -> str:
        return item.url

    def item_pubdate(self, item: OpenNews) -> datetime:
        return item.at

    item_updateddate = item_pubdate


open_news = public(OpenNewsFeed())
