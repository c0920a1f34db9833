from django.urls import path

from indicators.identification.lists.views import listed_school, low_result_list, school_history
from indicators.identification.methods.views.editing import method_create, method_edit
from indicators.identification.methods.views.methods import method_copy, method_detail, method_indicators
from indicators.identification.runs.views.runs import (
    run_confirm,
    run_decide,
    run_delete,
    run_detail,
    run_keep,
    run_list,
    run_school,
    run_withdraw,
)
from indicators.identification.runs.views.side_by_side import run_compare, run_matrix
from indicators.identification.trials.views import method_compare, run_trial, run_warning

urlpatterns = [
    path("runs/", run_list, name="run-list"),
    path("runs/trial/<int:pk>/", run_trial, name="run-trial"),
    path("runs/keep/<int:pk>/", run_keep, name="run-keep"),
    path("runs/<int:pk>/", run_detail, name="run-detail"),
    path("runs/<int:pk>/matrix/", run_matrix, name="run-matrix"),
    path("runs/beside/<int:pk>/", run_compare, name="run-compare"),
    path("runs/<int:pk>/decide/", run_decide, name="run-decide"),
    path("runs/<int:pk>/confirm/", run_confirm, name="run-confirm"),
    path("runs/<int:pk>/withdraw/", run_withdraw, name="run-withdraw"),
    path("runs/<int:pk>/delete/", run_delete, name="run-delete"),
    path("runs/schools/<int:pk>/", run_school, name="run-school"),
    path("runs/lists/<int:pk>/", low_result_list, name="low-result-list"),
    path("runs/lists/schools/<int:pk>/", listed_school, name="listed-school"),
    path("schools/<int:pk>/lists/", school_history, name="school-history"),
    path("runs/warning/<int:pk>/", run_warning, name="run-warning"),
    path("runs/compare/<int:pk>/", method_compare, name="method-compare"),
    path("runs/methods/copy/<int:pk>/", method_copy, name="method-copy"),
    path("runs/methods/indicators/<int:pk>/", method_indicators, name="method-indicators"),
    path("runs/methods/create/<int:pk>/", method_create, name="method-create"),
    path("runs/methods/<int:pk>/edit/", method_edit, name="method-edit"),
    path("runs/methods/<int:pk>/", method_detail, name="method-detail"),
]
