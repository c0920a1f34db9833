from django.urls import path

from portal.appearance.views import appearance, appearance_style

urlpatterns = [
    path("appearance/", appearance, name="appearance"),
    path("appearance/style.css", appearance_style, name="appearance-style"),
]
