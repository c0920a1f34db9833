from django.contrib import admin

from portal.accounts.roles import Permission
from roadmap.models import Abbreviation, Executors, PassportItem, Programme, Reminder, Section
from schools.models import Membership
from schools.scope import scope_of
from schools.scoped_admin import ReadOnly, ScopedAdmin


class PassportInline(admin.TabularInline):
    model = PassportItem
    extra = 0


class SectionInline(admin.StackedInline):
    model = Section
    fields = [("position", "part", "number"), "title", "text"]
    extra = 0


class AbbreviationInline(admin.TabularInline):
    model = Abbreviation
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


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, admin.ModelAdmin):
    """The log of letters that were sent to people of the administrator's municipalities."""

    list_display = ["sent_at", "user", "subject"]
    fields = ["sent_at", "user", "subject", "body"]
    date_hierarchy = "sent_on"

    def get_queryset(self, request):
        within = [
            scope_of(request.user).municipalities_with(Permission.ADMINISTER, field)
            for field in ("municipality", "school__municipality")
        ]
        people = Membership.objects.filter(within[0] | within[1]).values("user")
        return super().get_queryset(request).filter(user__in=people)


@admin.register(Executors)
class ExecutorsAdmin(ScopedAdmin):
    """Where words were understood wrongly, the administrator says whom they mean."""

    list_display = ["words", "department", "all_schools", "low_result_schools"]
    list_filter = ["department", "all_schools", "low_result_schools"]
    fields = ["words", "department", "all_schools", "low_result_schools", "schools"]
    readonly_fields = ["words"]
    filter_horizontal = ["schools"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
