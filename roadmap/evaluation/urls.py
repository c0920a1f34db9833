from django.urls import include, path

from roadmap.evaluation.views import (
    evaluation_detail,
    evaluation_keep,
    evaluation_method_choose,
    evaluation_reopen,
    programme_evaluation,
    programme_evaluation_start,
)

urlpatterns = [
    path("programmes/<int:pk>/evaluation/", programme_evaluation, name="programme-evaluation"),
    path("programmes/<int:pk>/evaluation/start/", programme_evaluation_start, name="programme-evaluation-start"),
    path("evaluations/<int:pk>/", evaluation_detail, name="evaluation-detail"),
    path("evaluations/<int:pk>/keep/", evaluation_keep, name="evaluation-keep"),
    path("evaluations/<int:pk>/method/", evaluation_method_choose, name="evaluation-method-choose"),
    path("evaluations/<int:pk>/reopen/", evaluation_reopen, name="evaluation-reopen"),
    path("", include("roadmap.evaluation.methods.urls")),
]
