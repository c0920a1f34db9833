from django.urls import path

from schools.setup.views import municipality_create, municipality_edit, municipality_setup, setup_home

urlpatterns = [
    path("setup/", setup_home, name="setup-home"),
    path("municipalities/new/", municipality_create, name="municipality-create"),
    path("municipalities/<int:pk>/setup/", municipality_setup, name="municipality-setup"),
    path("municipalities/<int:pk>/edit/", municipality_edit, name="municipality-edit"),
]
