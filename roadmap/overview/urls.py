from django.urls import path

from roadmap.overview.views import programme_roadmap, roadmap_calendar, roadmap_matrix, roadmap_timeline

urlpatterns = [
    path("programmes/<int:pk>/roadmap/", programme_roadmap, name="programme-roadmap"),
    path("programmes/<int:pk>/roadmap/matrix/", roadmap_matrix, name="roadmap-matrix"),
    path("programmes/<int:pk>/roadmap/calendar/", roadmap_calendar, name="roadmap-calendar"),
    path("programmes/<int:pk>/roadmap/timeline/", roadmap_timeline, name="roadmap-timeline"),
]
