from django.contrib import admin

from roadmap.programmes.models import Abbreviation, PassportItem, Programme, Section
from schools.scoped_admin import NamedFormSet, ReadOnly, ScopedAdmin


class PassportInline(ReadOnly, admin.TabularInline):
    model = PassportItem
    formset = NamedFormSet
    extra = 0


class SectionInline(ReadOnly, admin.StackedInline):
    model = Section
    fields = [("position", "part", "number"), "title", "text"]
    extra = 0


class AbbreviationInline(ReadOnly, admin.TabularInline):
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
        """Return False: a programme is begun on the portal's pages, or taken in from a file."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Return whether it may be changed: only drafts and templates may, and their text only on its own pages."""
        open_to_change = obj is None or Programme.TRANSITIONS.allows("edit", obj.status)
        return super().has_change_permission(request, obj) and open_to_change

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return False: the coordinator deletes a draft on the programme's page."""
        return False
