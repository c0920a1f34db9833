from django.urls import include, path

urlpatterns = [
    path("", include("reports.desks.urls")),
    path("", include("reports.charts.urls")),
    path("", include("reports.letterhead.urls")),
    path("", include("reports.issue.urls")),
    path("", include("reports.bundles.urls")),
    path("", include("reports.plan_state.urls")),
    path("", include("reports.search.urls")),
    path("", include("reports.open_pages.urls")),
]
