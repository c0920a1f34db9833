from django.urls import path

from roadmap.intake import views
from roadmap.intake.execution_reports.views import programme_reports

urlpatterns = [
    path("programmes/import/", views.programme_import, name="programme-import"),
    path("programmes/import/<int:pk>/", views.intake_check, name="intake-check"),
    path("programmes/import/<int:pk>/correct/", views.intake_correct, name="intake-correct"),
    path("programmes/import/<int:pk>/changes/<int:programme_pk>/", views.intake_changes, name="intake-changes"),
    path("programmes/<int:pk>/reports-from-file/", programme_reports, name="programme-reports"),
    path("programmes/<int:pk>/add/", views.programme_add, name="programme-add"),
    path("programmes/import/<int:pk>/read/", views.intake_read, name="intake-read"),
    path("programmes/import/<int:pk>/drop/", views.intake_drop, name="intake-drop"),
    path("programmes/import/<int:pk>/file/", views.intake_file, name="intake-file"),
]
