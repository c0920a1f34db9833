from django.urls import path

from indicators.views.cells import cell_panel, cell_save
from indicators.views.collection_excel import (
    collection_export,
    collection_template,
    submission_export,
    submission_template,
)
from indicators.views.collections import (
    collection_change,
    collection_detail,
    collection_list,
    collection_open,
    collection_remind,
    collection_state,
    collection_step,
)
from indicators.views.excel import (
    collection_import,
    import_check,
    school_export,
    value_export,
    value_import,
    value_template,
)
from indicators.views.grid import school_values, school_values_form, value_choose, value_form, value_grid, value_home
from indicators.views.low_results import listed_school, low_result_list, school_history
from indicators.views.method_editing import method_create, method_edit
from indicators.views.methods import method_compare, method_copy, method_detail
from indicators.views.names import import_names, value_names
from indicators.views.runs import (
    run_confirm,
    run_delete,
    run_detail,
    run_keep,
    run_list,
    run_school,
    run_trial,
    run_warning,
    run_withdraw,
)
from indicators.views.runs_beside import run_compare, run_matrix
from indicators.views.submissions import submission_detail

urlpatterns = [
    path("runs/", run_list, name="run-list"),
    path("runs/trial/<int:pk>/", run_trial, name="run-trial"),
    path("runs/keep/<int:pk>/", run_keep, name="run-keep"),
    path("runs/<int:pk>/", run_detail, name="run-detail"),
    path("runs/<int:pk>/matrix/", run_matrix, name="run-matrix"),
    path("runs/beside/<int:pk>/", run_compare, name="run-compare"),
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
    path("runs/methods/create/<int:pk>/", method_create, name="method-create"),
    path("runs/methods/<int:pk>/edit/", method_edit, name="method-edit"),
    path("runs/methods/<int:pk>/", method_detail, name="method-detail"),
    path("values/", value_home, name="value-home"),
    path("values/cells/", cell_save, name="cell-save"),
    path("values/cell/", cell_panel, name="cell-panel"),
    path("values/<int:pk>/", value_choose, name="value-choose"),
    path("values/<int:pk>/names/", value_names, name="value-names"),
    path("values/<int:pk>/<str:label>/", value_grid, name="value-grid"),
    path("values/<int:pk>/<str:label>/form/", value_form, name="value-form"),
    path("collections/", collection_list, name="collection-list"),
    path("collections/open/<int:pk>/", collection_open, name="collection-open"),
    path("collections/<int:pk>/", collection_detail, name="collection-detail"),
    path("collections/<int:pk>/change/", collection_change, name="collection-change"),
    path("collections/<int:pk>/state/", collection_state, name="collection-state"),
    path("collections/<int:pk>/excel/", collection_export, name="collection-export"),
    path("collections/<int:pk>/template/", collection_template, name="collection-template"),
    path("collections/<int:pk>/import/", collection_import, name="collection-import"),
    path("collections/<int:pk>/step/", collection_step, name="collection-step"),
    path("collections/<int:pk>/remind/", collection_remind, name="collection-remind"),
    path("collections/<int:pk>/schools/<int:school_pk>/", submission_detail, name="submission-detail"),
    path("collections/<int:pk>/schools/<int:school_pk>/excel/", submission_export, name="submission-export"),
    path("collections/<int:pk>/schools/<int:school_pk>/template/", submission_template, name="submission-template"),
    path("values/<int:pk>/<str:label>/excel/", value_export, name="value-export"),
    path("values/<int:pk>/<str:label>/template/", value_template, name="value-template"),
    path("values/<int:pk>/<str:label>/import/", value_import, name="value-import"),
    path("values/<int:pk>/import/<str:token>/", import_check, name="value-import-check"),
    path("values/<int:pk>/import/<str:token>/names/", import_names, name="value-import-names"),
    path("schools/<int:pk>/values/excel/", school_export, name="school-values-export"),
    path("schools/<int:pk>/values/", school_values, name="school-values"),
    path("schools/<int:pk>/values/form/", school_values_form, name="school-values-form"),
]
