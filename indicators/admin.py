from django.contrib import admin

from indicators.models import Criterion, Indicator, ListedSchool, LowResultList, Period
from schools.scope import scope_of
from schools.scoped_admin import ScopedAdmin, administered


@admin.register(Indicator)
class IndicatorAdmin(ScopedAdmin):
    list_display = ["name", "heading", "unit", "direction", "municipality"]
    list_filter = ["direction"]
    list_editable = ["unit", "direction"]
    search_fields = ["name_key", "heading_key"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Other indicators to weigh by or to be a part of: the administrator's own."""
        if db_field.remote_field.model is Indicator:
            kwargs = {"queryset": administered(request.user, Indicator.objects.all(), "municipality")} | kwargs
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


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


class ListedSchoolInline(admin.TabularInline):
    model = ListedSchool
    fields = ["position", "name", "school"]
    readonly_fields = ["school"]
    extra = 0


@admin.register(LowResultList)
class LowResultListAdmin(ScopedAdmin):
    list_display = ["__str__", "period", "order", "municipality"]
    list_select_related = ["period", "order", "municipality"]
    exclude = ["columns"]
    inlines = [ListedSchoolInline]


class CriterionInline(admin.TabularInline):
    model = Criterion
    fields = ["position", "number", "name", "current", "expected"]
    extra = 0


@admin.register(ListedSchool)
class ListedSchoolAdmin(ScopedAdmin):
    municipality_field = "low_result_list__municipality"
    list_display = ["__str__", "low_result_list"]
    fields = ["name"]
    inlines = [CriterionInline]

    def has_add_permission(self, request) -> bool:
        """A school is added on the page of its list."""
        return False

    def has_module_permission(self, request) -> bool:
        return scope_of(request.user).everywhere and super().has_module_permission(request)
