from django.urls import include, path

urlpatterns = [
    path("", include("indicators.catalogue.urls")),
    path("", include("indicators.reversals.urls")),
    path("", include("indicators.workbooks.urls")),
    path("", include("indicators.collections.urls")),
    path("", include("indicators.values.urls")),
    path("", include("indicators.identification.urls")),
]
