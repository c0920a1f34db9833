from django.urls import path

from reports.charts.views import collection_map, school_values_charts, value_map

urlpatterns = [
    path("values/<int:pk>/<str:label>/map/", value_map, name="value-map"),
    path("schools/<int:pk>/values/charts/", school_values_charts, name="school-values-charts"),
    path("collections/<int:pk>/map/", collection_map, name="collection-map"),
]
