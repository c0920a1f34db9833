from django.contrib import admin

from roadmap.responsibles.models import Executors
from schools.scoped_admin import ReadOnly, ScopedAdmin, yes_or_no

_WHO = [
    yes_or_no("department", "отдел"),
    yes_or_no("all_schools", "все школы"),
    yes_or_no("low_result_schools", "школы из списка ШНОР того года"),
]


@admin.register(Executors)
class ExecutorsAdmin(ReadOnly, ScopedAdmin):
    """Shows how words were understood; it is corrected only on an activity's page, so that assignments follow."""

    list_display = ["words", *_WHO]
    list_filter = ["department", "all_schools", "low_result_schools"]
    fields = ["words", *_WHO, "schools"]
    readonly_fields = _WHO
