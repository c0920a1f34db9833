from django.urls import include, path

urlpatterns = [
    path("", include("roadmap.targets.urls")),
    path("", include("roadmap.programmes.urls")),
    path("", include("roadmap.tables.urls")),
    path("", include("roadmap.exchange.urls")),
    path("", include("roadmap.intake.urls")),
    path("", include("roadmap.editions.urls")),
    path("", include("roadmap.effect.urls")),
    path("", include("roadmap.editor.urls")),
    path("", include("roadmap.overview.urls")),
    path("", include("roadmap.execution.urls")),
    path("", include("roadmap.evaluation.urls")),
]
