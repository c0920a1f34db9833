from django.urls import path

from reports.desks.views import home

urlpatterns = [
    path("", home, name="home"),
]
