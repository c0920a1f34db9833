from django.urls import path

from portal.help.views import manual

urlpatterns = [
    path("help/", manual, name="help"),
    path("help/<str:chapter>/", manual, name="help-chapter"),
]
