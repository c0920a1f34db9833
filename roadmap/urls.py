from django.urls import path

from roadmap.views.copying import (
    programme_amend,
    programme_compare,
    programme_keep_as_template,
    programme_next,
    programme_roll_out,
)
from roadmap.views.editor import (
    roadmap_arrange,
    roadmap_edit,
    roadmap_heading,
    roadmap_understood,
    row_delete,
)
from roadmap.views.editor_rows import row_create, row_edit
from roadmap.views.effect import activity_aims, programme_effect_page
from roadmap.views.evaluation import (
    evaluation_detail,
    evaluation_method_choose,
    evaluation_reopen,
    programme_evaluation,
    programme_evaluation_start,
)
from roadmap.views.evaluation_methods import evaluation_method_copy, evaluation_method_detail, evaluation_method_list
from roadmap.views.evidence import evidence_file
from roadmap.views.execution import (
    activity_detail,
    activity_require_document,
    assignment_detail,
)
from roadmap.views.home import home, task_list
from roadmap.views.low_results import list_attach, list_programmes
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
from roadmap.views.reminders import calendar_feed, calendar_renew, reminder_settings
from roadmap.views.review import review_list
from roadmap.views.roadmap import programme_roadmap, roadmap_calendar, roadmap_matrix, roadmap_timeline
from roadmap.views.targets import programme_facts, programme_indicators, programme_indicators_export
from roadmap.views.understanding import activity_executors

urlpatterns = [
    path("runs/lists/<int:pk>/programmes/", list_programmes, name="list-programmes"),
    path("runs/lists/<int:pk>/attach/", list_attach, name="list-attach"),
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
    path("programmes/<int:pk>/next/", programme_next, name="programme-next"),
    path("programmes/<int:pk>/keep-as-template/", programme_keep_as_template, name="programme-keep-as-template"),
    path("programmes/<int:pk>/amend/", programme_amend, name="programme-amend"),
    path("programmes/<int:pk>/compare/", programme_compare, name="programme-compare"),
    path("programmes/<int:pk>/effect/", programme_effect_page, name="programme-effect"),
    path("programmes/<int:pk>/evaluation/", programme_evaluation, name="programme-evaluation"),
    path("programmes/<int:pk>/evaluation/start/", programme_evaluation_start, name="programme-evaluation-start"),
    path("evaluations/<int:pk>/", evaluation_detail, name="evaluation-detail"),
    path("evaluations/<int:pk>/method/", evaluation_method_choose, name="evaluation-method-choose"),
    path("evaluations/<int:pk>/reopen/", evaluation_reopen, name="evaluation-reopen"),
    path("evaluation-methods/<int:pk>/", evaluation_method_list, name="evaluation-method-list"),
    path("evaluation-methods/<int:pk>/copy/", evaluation_method_copy, name="evaluation-method-copy"),
    path("evaluation-methods/own/<int:pk>/", evaluation_method_detail, name="evaluation-method-detail"),
    path("activities/<int:pk>/aims/", activity_aims, name="activity-aims"),
    path("programmes/<int:pk>/roll-out/", programme_roll_out, name="programme-roll-out"),
    path("programmes/<int:pk>/withdraw-approval/", programme_withdraw_approval, name="programme-withdraw-approval"),
    path("programmes/<int:pk>/indicators/", programme_indicators, name="programme-indicators"),
    path("programmes/<int:pk>/indicators/excel/", programme_indicators_export, name="programme-indicators-export"),
    path("programmes/<int:pk>/indicators/<str:label>/", programme_facts, name="programme-facts"),
    path("programmes/<int:pk>/roadmap/", programme_roadmap, name="programme-roadmap"),
    path("programmes/<int:pk>/roadmap/matrix/", roadmap_matrix, name="roadmap-matrix"),
    path("programmes/<int:pk>/roadmap/calendar/", roadmap_calendar, name="roadmap-calendar"),
    path("programmes/<int:pk>/roadmap/timeline/", roadmap_timeline, name="roadmap-timeline"),
    path("programmes/<int:pk>/roadmap/edit/", roadmap_edit, name="roadmap-edit"),
    path("programmes/<int:pk>/roadmap/edit/arrange/", roadmap_arrange, name="roadmap-arrange"),
    path("programmes/<int:pk>/roadmap/edit/heading/", roadmap_heading, name="roadmap-heading"),
    path("programmes/<int:pk>/roadmap/edit/understood/", roadmap_understood, name="roadmap-understood"),
    path("programmes/<int:pk>/roadmap/edit/delete/", row_delete, name="row-delete"),
    path("programmes/<int:pk>/roadmap/edit/new/", row_create, name="row-create"),
    path("programmes/<int:pk>/roadmap/edit/<str:key>/", row_edit, name="row-edit"),
    path("activities/<int:pk>/", activity_detail, name="activity-detail"),
    path("activities/<int:pk>/require-document/", activity_require_document, name="activity-require-document"),
    path("assignments/review/", review_list, name="review-list"),
    path("activities/<int:pk>/executors/", activity_executors, name="activity-executors"),
    path("reminders/", reminder_settings, name="reminder-settings"),
    path("reminders/calendar/renew/", calendar_renew, name="calendar-renew"),
    path("calendar/<str:token>.ics", calendar_feed, name="calendar-feed"),
    path("assignments/<int:pk>/", assignment_detail, name="assignment-detail"),
    path("evidence/<int:pk>/", evidence_file, name="evidence-file"),
]
