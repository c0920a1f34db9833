from django.urls import path

from reports.charts.views import collection_map, value_map

urlpatterns = [
    path("values/<int:pk>/<str:label>/map/", value_map, name="value-map"),
    path("collections/<int:pk>/map/", collection_map, name="collection-map"),
]
