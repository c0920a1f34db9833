from django import forms
from django.contrib import admin
from django.db import models
from django.utils import timezone

from roadmap.responsibles.models import Executors
from schools.scoped_admin import ScopedAdmin, yes_or_no


@admin.register(Executors)
class ExecutorsAdmin(ScopedAdmin):
    """Where words were understood wrongly, the administrator says whom they mean."""

    list_display = [
        "words",
        yes_or_no("department", "отдел"),
        yes_or_no("all_schools", "все школы"),
        yes_or_no("low_result_schools", "школы списка"),
    ]
    list_filter = ["department", "all_schools", "low_result_schools"]
    fields = ["words", "department", "all_schools", "low_result_schools", "schools"]
    readonly_fields = ["words"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}

    def save_model(self, request, obj, form, change):
        """A correction by hand, which no new reading overwrites."""
        if form.changed_data:
            obj.corrected_at, obj.corrected_by, obj.doubts = timezone.now(), request.user, []
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
