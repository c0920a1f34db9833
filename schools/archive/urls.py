from django.urls import path

from schools.archive.views import deleted, deleted_restore

urlpatterns = [
    path("deleted/", deleted, name="deleted"),
    path("deleted/<int:pk>/restore/", deleted_restore, name="deleted-restore"),
]
