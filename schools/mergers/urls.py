from django.urls import path

from schools.mergers.views import school_merge

urlpatterns = [path("schools/<int:pk>/merge/", school_merge, name="school-merge")]
