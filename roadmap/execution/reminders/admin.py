from django.contrib import admin

from portal.accounts.roles import Permission
from roadmap.execution.reminders.models import Reminder
from schools.access.models import Membership
from schools.access.scope import scope_of
from schools.scoped_admin import ReadOnly


@admin.register(Reminder)
class ReminderAdmin(ReadOnly, admin.ModelAdmin):
    """Shows the letters that were sent to people of the administrator's municipalities."""

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
