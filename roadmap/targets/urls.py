from django.urls import path

from roadmap.targets.views import (
    programme_facts,
    programme_indicators,
    programme_indicators_export,
    programme_questions,
    programme_targets_edit,
)

urlpatterns = [
    path("programmes/<int:pk>/edit/indicators/", programme_targets_edit, name="programme-targets-edit"),
    path("programmes/<int:pk>/indicators/", programme_indicators, name="programme-indicators"),
    path("programmes/<int:pk>/indicators/excel/", programme_indicators_export, name="programme-indicators-export"),
    path("programmes/<int:pk>/indicators/questions/", programme_questions, name="programme-questions"),
    path("programmes/<int:pk>/indicators/<str:label>/", programme_facts, name="programme-facts"),
]
