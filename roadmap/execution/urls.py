from django.urls import path

from roadmap.execution.evidence.views import evidence_file
from roadmap.execution.executors.views import activity_executors
from roadmap.execution.reminders.views import calendar_feed, calendar_renew, reminder_settings
from roadmap.execution.rereading.views import roadmap_reread
from roadmap.execution.terms.views import activity_dates
from roadmap.execution.views.assignments import activity_detail, activity_require_document, assignment_detail
from roadmap.execution.views.listing import assignment_list
from roadmap.execution.views.reviewing import review_list
from roadmap.execution.views.tasks import task_list
from roadmap.execution.views.waivers import assignment_waivers

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
    path("evidence/<int:pk>/", evidence_file, name="evidence-file"),
]
