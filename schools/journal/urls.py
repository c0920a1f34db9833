from django.urls import path, re_path

from schools.journal.views import journal, journal_export

urlpatterns = [
    path("municipalities/<int:pk>/journal/", journal, name="journal"),
    re_path(r"^municipalities/(?P<pk>\d+)/journal/(?P<file_format>xlsx|csv)/$", journal_export, name="journal-export"),
]
