from django.urls import path

from roadmap.effect.views import activity_aims, programme_effect_page

urlpatterns = [
    path("programmes/<int:pk>/effect/", programme_effect_page, name="programme-effect"),
    path("activities/<int:pk>/aims/", activity_aims, name="activity-aims"),
]
