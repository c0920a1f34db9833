from django.urls import path

from indicators.views.cells import cell_panel, cell_save
from indicators.views.collections import (
    collection_detail,
    collection_list,
    collection_open,
    collection_remind,
    collection_step,
    submission_detail,
)
from indicators.views.excel import import_check, school_export, value_export, value_import, value_template
from indicators.views.grid import school_values, value_choose, value_form, value_grid, value_home
from indicators.views.runs import run_confirm, run_detail, run_keep, run_list, run_school, run_trial

urlpatterns = [
    path("runs/", run_list, name="run-list"),
    path("runs/trial/<int:pk>/", run_trial, name="run-trial"),
    path("runs/keep/<int:pk>/", run_keep, name="run-keep"),
    path("runs/<int:pk>/", run_detail, name="run-detail"),
    path("runs/<int:pk>/confirm/", run_confirm, name="run-confirm"),
    path("runs/schools/<int:pk>/", run_school, name="run-school"),
    path("values/", value_home, name="value-home"),
    path("values/cells/", cell_save, name="cell-save"),
    path("values/cell/", cell_panel, name="cell-panel"),
    path("values/<int:pk>/", value_choose, name="value-choose"),
    path("values/<int:pk>/<str:label>/", value_grid, name="value-grid"),
    path("values/<int:pk>/<str:label>/form/", value_form, name="value-form"),
    path("collections/", collection_list, name="collection-list"),
    path("collections/open/<int:pk>/", collection_open, name="collection-open"),
    path("collections/<int:pk>/", collection_detail, name="collection-detail"),
    path("collections/<int:pk>/step/", collection_step, name="collection-step"),
    path("collections/<int:pk>/remind/", collection_remind, name="collection-remind"),
    path("collections/<int:pk>/schools/<int:school_pk>/", submission_detail, name="submission-detail"),
    path("values/<int:pk>/<str:label>/excel/", value_export, name="value-export"),
    path("values/<int:pk>/<str:label>/template/", value_template, name="value-template"),
    path("values/<int:pk>/<str:label>/import/", value_import, name="value-import"),
    path("values/<int:pk>/import/<str:token>/", import_check, name="value-import-check"),
    path("schools/<int:pk>/values/excel/", school_export, name="school-values-export"),
    path("schools/<int:pk>/values/", school_values, name="school-values"),
]
