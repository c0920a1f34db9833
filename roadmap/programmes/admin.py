from django.contrib import admin

from roadmap.programmes.models import Abbreviation, PassportItem, Programme, Section
from schools.scoped_admin import NamedFormSet, ScopedAdmin


class PassportInline(admin.TabularInline):
    model = PassportItem
    formset = NamedFormSet
    extra = 0


class SectionInline(admin.StackedInline):
    model = Section
    fields = [("position", "part", "number"), "title", "text"]
    extra = 0


class AbbreviationInline(admin.TabularInline):
    model = Abbreviation
    formset = NamedFormSet
    extra = 0


@admin.register(Programme)
class ProgrammeAdmin(ScopedAdmin):
    list_display = ["title", "municipality", "start_year", "end_year", "status"]
    list_filter = ["status"]
    search_fields = ["title_key"]
    fields = [
        "title", "municipality", "kind", ("start_year", "end_year"), "status",
        ("approval_annex", "approval_caption"), ("stamp_position", "stamp_name"),
    ]  # fmt: skip
    readonly_fields = ["municipality", "status"]
    inlines = [PassportInline, AbbreviationInline, SectionInline]

    def has_add_permission(self, request) -> bool:
        """A programme comes from its file."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """An approved text is not edited: take the mark of approval back first."""
        return super().has_change_permission(request, obj) and not (obj and obj.status == Programme.Status.APPROVED)

    def has_delete_permission(self, request, obj=None) -> bool:
        """A draft is deleted by the coordinator, on the programme's page."""
        return False
