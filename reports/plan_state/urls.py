from django.urls import path

from reports.plan_state.views import roadmap_excel, roadmap_pdf

urlpatterns = [
    path("programmes/<int:pk>/roadmap/excel/", roadmap_excel, name="roadmap-excel"),
    path("programmes/<int:pk>/roadmap/pdf/", roadmap_pdf, name="roadmap-pdf"),
]
