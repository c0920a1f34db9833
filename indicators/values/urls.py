from django.urls import path

from indicators.values.views.cells import cell_changes, cell_panel, cell_save
from indicators.values.views.grid import (
    school_values,
    school_values_form,
    value_choose,
    value_form,
    value_grid,
    value_home,
)
from indicators.values.views.indicators import indicator_edit, indicator_new

urlpatterns = [
    path("municipalities/<int:pk>/indicators/new/", indicator_new, name="indicator-new"),
    path("indicators/<int:pk>/", indicator_edit, name="indicator-edit"),
    path("values/cells/changes/", cell_changes, name="cell-changes"),
    path("values/", value_home, name="value-home"),
    path("values/cells/", cell_save, name="cell-save"),
    path("values/cell/", cell_panel, name="cell-panel"),
    path("values/<int:pk>/", value_choose, name="value-choose"),
    path("values/<int:pk>/<str:label>/", value_grid, name="value-grid"),
    path("values/<int:pk>/<str:label>/form/", value_form, name="value-form"),
    path("schools/<int:pk>/values/", school_values, name="school-values"),
    path("schools/<int:pk>/values/form/", school_values_form, name="school-values-form"),
]
