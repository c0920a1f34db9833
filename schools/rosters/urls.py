from django.urls import path

from schools.rosters.views import person_roster, school_roster

urlpatterns = [
    path("municipalities/<int:pk>/schools/list/", school_roster, name="school-roster"),
    path("municipalities/<int:pk>/people/list/", person_roster, name="person-roster"),
]
