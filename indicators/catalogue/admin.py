from django.contrib import admin

from indicators.catalogue.models import Period


@admin.register(Period)
class PeriodAdmin(admin.ModelAdmin):
    list_display = ["label", "kind", "start_on", "end_on"]
    fields = ["label", "kind", "start_on", "end_on"]
    readonly_fields = ["label", "kind", "start_on", "end_on"]

    def has_add_permission(self, request) -> bool:
        """Periods come with the programmes that use them."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
