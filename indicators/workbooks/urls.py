from django.urls import path

from indicators.workbooks.views.collections import (
    collection_export,
    collection_template,
    submission_export,
    submission_template,
)
from indicators.workbooks.views.first_pass import collection_import, value_import
from indicators.workbooks.views.names import import_names, value_names
from indicators.workbooks.views.questions import import_answers
from indicators.workbooks.views.values import (
    import_check,
    school_export,
    value_export,
    value_template,
)

urlpatterns = [
    path("values/<int:pk>/names/", value_names, name="value-names"),
    path("collections/<int:pk>/excel/", collection_export, name="collection-export"),
    path("collections/<int:pk>/template/", collection_template, name="collection-template"),
    path("collections/<int:pk>/import/", collection_import, name="collection-import"),
    path("collections/<int:pk>/schools/<int:school_pk>/excel/", submission_export, name="submission-export"),
    path("collections/<int:pk>/schools/<int:school_pk>/template/", submission_template, name="submission-template"),
    path("values/<int:pk>/<str:label>/excel/", value_export, name="value-export"),
    path("values/<int:pk>/<str:label>/template/", value_template, name="value-template"),
    path("values/<int:pk>/<str:label>/import/", value_import, name="value-import"),
    path("values/<int:pk>/import/<str:token>/", import_check, name="value-import-check"),
    path("values/<int:pk>/import/<str:token>/names/", import_names, name="value-import-names"),
    path("values/<int:pk>/import/<str:token>/answers/", import_answers, name="value-import-answers"),
    path("schools/<int:pk>/values/excel/", school_export, name="school-values-export"),
]
