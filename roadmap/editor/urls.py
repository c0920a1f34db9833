from django.urls import path

from roadmap.editor.views.editor import roadmap_arrange, roadmap_edit, roadmap_heading, roadmap_understood, row_delete
from roadmap.editor.views.rows import row_create, row_edit

urlpatterns = [
    path("programmes/<int:pk>/roadmap/edit/", roadmap_edit, name="roadmap-edit"),
    path("programmes/<int:pk>/roadmap/edit/arrange/", roadmap_arrange, name="roadmap-arrange"),
    path("programmes/<int:pk>/roadmap/edit/heading/", roadmap_heading, name="roadmap-heading"),
    path("programmes/<int:pk>/roadmap/edit/understood/", roadmap_understood, name="roadmap-understood"),
    path("programmes/<int:pk>/roadmap/edit/delete/", row_delete, name="row-delete"),
    path("programmes/<int:pk>/roadmap/edit/new/", row_create, name="row-create"),
    path("programmes/<int:pk>/roadmap/edit/<str:key>/", row_edit, name="row-edit"),
]
