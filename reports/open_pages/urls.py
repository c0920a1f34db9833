from collections.abc import Callable

from django.urls import URLPattern, path

from reports.open_pages.access import OpenPage, View, as_preview, for_everybody
from reports.open_pages.feeds import open_news
from reports.open_pages.sitemaps import open_sitemap, robots
from reports.open_pages.views.data import dataset_file, package_file
from reports.open_pages.views.pages import (
    data_page,
    document_file,
    indicators_page,
    municipality_page,
    open_home,
    plan_page,
    programme_page,
)
from reports.open_pages.views.settings import open_settings


def _pages(root: str, name: str, way: Callable[[OpenPage], View]) -> list[URLPattern]:
    """Return the pages below a municipality's address; their links are relative, so that they fit both addresses."""

    def of(address: str, page: OpenPage, what: str) -> URLPattern:
        return path(root + address, way(page), name=f"{name}-{what}")

    return [
        of("", municipality_page, "municipality"),
        of("programmes/<int:programme_pk>/", programme_page, "programme"),
        of("programmes/<int:programme_pk>/indicators/", indicators_page, "indicators"),
        of("programmes/<int:programme_pk>/plan/", plan_page, "plan"),
        of("documents/<int:document_pk>/", document_file, "document"),
        of("data/", data_page, "data"),
        of("data/datapackage.json", package_file, "package"),
        of("data/<slug:name>.<slug:ending>", dataset_file, "dataset"),
    ]


urlpatterns = [
    path("open/", open_home, name="open-home"),
    *_pages("open/<int:pk>/", "open", for_everybody),
    path("open/<int:pk>/news/", open_news, name="open-news"),
    path("municipalities/<int:pk>/open/", open_settings, name="open-settings"),
    *_pages("municipalities/<int:pk>/open/preview/", "preview", as_preview),
    path("sitemap.xml", open_sitemap, name="open-sitemap"),
    path("robots.txt", robots, name="robots"),
]
