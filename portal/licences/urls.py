from django.urls import path

from portal.licences.views import licence_text, licences, own_licence

urlpatterns = [
    path("licences/", licences, name="licences"),
    path("licence/", own_licence, name="licence-own"),
    path("licences/<str:name>/", licence_text, name="licence-text"),
]
