from django.urls import path

from schools.acting.views import municipality_choose

urlpatterns = [
    path("municipalities/choose/", municipality_choose, name="municipality-choose"),
]
