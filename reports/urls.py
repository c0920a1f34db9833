from django.urls import path

from reports import views

urlpatterns = [
    path("programmes/<int:pk>/documents/<str:kind>/", views.document_download, name="document-download"),
    path("runs/lists/<int:pk>/pdf/", views.low_result_list_pdf, name="low-result-list-pdf"),
    path("programmes/<int:pk>/roadmap/excel/", views.roadmap_excel, name="roadmap-excel"),
    path("programmes/<int:pk>/roadmap/pdf/", views.roadmap_pdf, name="roadmap-pdf"),
]
