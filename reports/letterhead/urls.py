from django.urls import path

from reports.letterhead.views.letterheads import letterhead, letterhead_file, letterhead_remove, letterhead_sample
from reports.letterhead.views.print_settings import print_settings

urlpatterns = [
    path("documents/settings/<int:pk>/", print_settings, name="print-settings"),
    path("letterhead/<int:pk>/", letterhead, name="letterhead"),
    path("letterhead/<int:pk>/file/", letterhead_file, name="letterhead-file"),
    path("letterhead/<int:pk>/sample/", letterhead_sample, name="letterhead-sample"),
    path("letterhead/<int:pk>/remove/", letterhead_remove, name="letterhead-remove"),
]
