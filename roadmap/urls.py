from django.urls import path

from roadmap.views.editor import (
    roadmap_arrange,
    roadmap_edit,
    roadmap_heading,
    roadmap_understood,
    row_delete,
)
from roadmap.views.editor_rows import row_create, row_edit, row_executors
from roadmap.views.execution import activity_detail, assignment_detail, programme_roadmap
from roadmap.views.home import home, task_list
from roadmap.views.programme import (
    programme_approve,
    programme_delete,
    programme_detail,
    programme_export,
    programme_import,
    programme_list,
    programme_withdraw_approval,
)
from roadmap.views.programme_text import programme_create, programme_edit, programme_part_edit, programme_targets_edit
from roadmap.views.targets import programme_facts, programme_indicators

urlpatterns = [
    path("", home, name="home"),
    path("tasks/", task_list, name="task-list"),
    path("programmes/", programme_list, name="programme-list"),
    path("programmes/import/", programme_import, name="programme-import"),
    path("programmes/new/", programme_create, name="programme-create"),
    path("programmes/<int:pk>/edit/", programme_edit, name="programme-edit"),
    path("programmes/<int:pk>/edit/indicators/", programme_targets_edit, name="programme-targets-edit"),
    path("programmes/<int:pk>/edit/<str:part>/", programme_part_edit, name="programme-part-edit"),
    path("programmes/<int:pk>/", programme_detail, name="programme-detail"),
    path("programmes/<int:pk>/export/", programme_export, name="programme-export"),
    path("programmes/<int:pk>/approve/", programme_approve, name="programme-approve"),
    path("programmes/<int:pk>/delete/", programme_delete, name="programme-delete"),
    path("programmes/<int:pk>/withdraw-approval/", programme_withdraw_approval, name="programme-withdraw-approval"),
    path("programmes/<int:pk>/indicators/", programme_indicators, name="programme-indicators"),
    path("programmes/<int:pk>/indicators/<str:label>/", programme_facts, name="programme-facts"),
    path("programmes/<int:pk>/roadmap/", programme_roadmap, name="programme-roadmap"),
    path("programmes/<int:pk>/roadmap/edit/", roadmap_edit, name="roadmap-edit"),
    path("programmes/<int:pk>/roadmap/edit/arrange/", roadmap_arrange, name="roadmap-arrange"),
    path("programmes/<int:pk>/roadmap/edit/heading/", roadmap_heading, name="roadmap-heading"),
    path("programmes/<int:pk>/roadmap/edit/understood/", roadmap_understood, name="roadmap-understood"),
    path("programmes/<int:pk>/roadmap/edit/delete/", row_delete, name="row-delete"),
    path("programmes/<int:pk>/roadmap/edit/new/", row_create, name="row-create"),
    path("programmes/<int:pk>/roadmap/edit/<str:key>/", row_edit, name="row-edit"),
    path("programmes/<int:pk>/roadmap/edit/<str:key>/executors/", row_executors, name="row-executors"),
    path("activities/<int:pk>/", activity_detail, name="activity-detail"),
    path("assignments/<int:pk>/", assignment_detail, name="assignment-detail"),
]
