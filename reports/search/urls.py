from django.urls import path

from reports.search.views import search

urlpatterns = [
    path("search/", search, name="search"),
]
