from django.urls import include, path

urlpatterns = [
    path("", include("schools.acting.urls")),
    path("", include("schools.setup.urls")),
    path("", include("schools.directory.urls")),
    path("", include("schools.mergers.urls")),
    path("", include("schools.orders.urls")),
    path("", include("schools.people.urls")),
    path("", include("schools.journal.urls")),
    path("", include("schools.archive.urls")),
    path("", include("schools.personal.urls")),
    path("", include("schools.rosters.urls")),
    path("", include("schools.entrance.urls")),
]
