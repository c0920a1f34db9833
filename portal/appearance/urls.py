from django.urls import path

from portal.appearance.views import appearance

urlpatterns = [path("appearance/", appearance, name="appearance")]
