from django.urls import path

from schools.personal.views import my_data, my_data_file

urlpatterns = [
    path("my-data/", my_data, name="my-data"),
    path("my-data/file/", my_data_file, name="my-data-file"),
]
