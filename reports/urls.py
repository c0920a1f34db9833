from django.urls import path

from reports import views
from reports.letterhead_views import letterhead, letterhead_file, letterhead_remove, letterhead_sample

urlpatterns = [
    path("programmes/<int:pk>/documents/<str:kind>/", views.document_download, name="document-download"),
    path("runs/lists/<int:pk>/pdf/", views.low_result_list_pdf, name="low-result-list-pdf"),
    path("programmes/<int:pk>/roadmap/excel/", views.roadmap_excel, name="roadmap-excel"),
    path("programmes/<int:pk>/roadmap/pdf/", views.roadmap_pdf, name="roadmap-pdf"),
    path("letterhead/<int:pk>/", letterhead, name="letterhead"),
    path("letterhead/<int:pk>/file/", letterhead_file, name="letterhead-file"),
    path("letterhead/<int:pk>/sample/", letterhead_sample, name="letterhead-sample"),
    path("letterhead/<int:pk>/remove/", letterhead_remove, name="letterhead-remove"),
]
