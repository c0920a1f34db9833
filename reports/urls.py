from django.urls import path

from reports import views

urlpatterns = [
    path("programmes/<int:pk>/documents/<str:kind>/", views.document_download, name="document-download"),
]
