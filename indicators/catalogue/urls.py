from django.urls import path

from indicators.catalogue.views import (
    indicator_arrange,
    indicator_list,
    indicator_ready,
    indicator_roster,
    indicator_state,
)

urlpatterns = [
    path("municipalities/<int:pk>/indicators/", indicator_list, name="indicator-list"),
    path("municipalities/<int:pk>/indicators/list/", indicator_roster, name="indicator-roster"),
    path("municipalities/<int:pk>/indicators/ready/", indicator_ready, name="indicator-ready"),
    path("municipalities/<int:pk>/indicators/arrange/", indicator_arrange, name="indicator-arrange"),
    path("indicators/<int:pk>/state/", indicator_state, name="indicator-state"),
]
