from django.urls import path

from roadmap.programmes.views.programmes import programme_detail, programme_list
from roadmap.programmes.views.text import programme_edit, programme_part_edit

urlpatterns = [
    path("programmes/", programme_list, name="programme-list"),
    path("programmes/<int:pk>/edit/", programme_edit, name="programme-edit"),
    path("programmes/<int:pk>/edit/<str:part>/", programme_part_edit, name="programme-part-edit"),
    path("programmes/<int:pk>/", programme_detail, name="programme-detail"),
]
