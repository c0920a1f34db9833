from django.urls import path

from roadmap.execution.evidence.uploads import upload_begin, upload_piece
from roadmap.execution.evidence.views import evidence_file, evidence_page, evidence_show
from roadmap.execution.executors.views import activity_executors
from roadmap.execution.reminders.views import calendar_feed, calendar_renew, reminder_settings
from roadmap.execution.rereading.views import roadmap_reread
from roadmap.execution.terms.views import activity_dates
from roadmap.execution.views.assignments import activity_detail, activity_require_document, assignment_detail
from roadmap.execution.views.listing import assignment_list
from roadmap.execution.views.reviewing import review_list
from roadmap.execution.views.tasks import task_list
from roadmap.execution.views.waivers import assignment_waivers
from roadmap.execution.views.withdrawing import evidence_withdraw

urlpatterns = [
    path("activities/<int:pk>/executors/", activity_executors, name="activity-executors"),
    path("activities/<int:pk>/dates/", activity_dates, name="activity-dates"),
    path("programmes/<int:pk>/roadmap/reread/", roadmap_reread, name="roadmap-reread"),
    path("tasks/", task_list, name="task-list"),
    path("activities/<int:pk>/", activity_detail, name="activity-detail"),
    path("activities/<int:pk>/require-document/", activity_require_document, name="activity-require-document"),
    path("assignments/", assignment_list, name="assignment-list"),
    path("assignments/waivers/", assignment_waivers, name="assignment-waivers"),
    path("assignments/review/", review_list, name="review-list"),
    path("reminders/", reminder_settings, name="reminder-settings"),
    path("reminders/calendar/renew/", calendar_renew, name="calendar-renew"),
    path("calendar/<str:token>.ics", calendar_feed, name="calendar-feed"),
    path("assignments/<int:pk>/", assignment_detail, name="assignment-detail"),
    path("assignments/<int:pk>/files/", upload_begin, name="assignment-upload"),
    path("uploads/<str:key>/", upload_piece, name="upload-piece"),
    path("evidence/<int:pk>/", evidence_file, name="evidence-file"),
    path("evidence/<int:pk>/show/", evidence_show, name="evidence-show"),
    path("evidence/<int:pk>/pages/<int:number>/", evidence_page, name="evidence-page"),
    path("evidence/<int:pk>/withdraw/", evidence_withdraw, name="evidence-withdraw"),
]
