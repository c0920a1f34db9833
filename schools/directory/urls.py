from django.urls import path

from schools.directory.views import school_edit, school_home, school_list, school_new

urlpatterns = [
    path("directory/", school_home, name="school-home"),
    path("municipalities/<int:pk>/schools/", school_list, name="school-list"),
    path("municipalities/<int:pk>/schools/new/", school_new, name="school-new"),
    path("schools/<int:pk>/edit/", school_edit, name="school-edit"),
]
