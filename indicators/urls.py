from django.urls import path

from indicators.views.cells import cell_panel, cell_save
from indicators.views.grid import school_values, value_choose, value_form, value_grid, value_home

urlpatterns = [
    path("values/", value_home, name="value-home"),
    path("values/cells/", cell_save, name="cell-save"),
    path("values/cell/", cell_panel, name="cell-panel"),
    path("values/<int:pk>/", value_choose, name="value-choose"),
    path("values/<int:pk>/<str:label>/", value_grid, name="value-grid"),
    path("values/<int:pk>/<str:label>/form/", value_form, name="value-form"),
    path("schools/<int:pk>/values/", school_values, name="school-values"),
]
