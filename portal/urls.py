from django.contrib import admin
from django.urls import include, path

handler500 = "portal.faults.server_error"
urlpatterns = [
    path("", include("roadmap.urls")),
    path("", include("reports.urls")),
    path("", include("indicators.urls")),
    path("", include("schools.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("portal.appearance.urls")),
    path("", include("portal.help.urls")),
    path("", include("portal.health.urls")),
    path("", include("portal.licences.urls")),
    path("admin/", admin.site.urls),
]
