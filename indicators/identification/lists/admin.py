from django.contrib import admin

from indicators.identification.models import Criterion, ListedSchool, LowResultList
from schools.access.scope import scope_of
from schools.scoped_admin import NamedFormSet, ScopedAdmin


class ListedSchoolInline(admin.TabularInline):
    model = ListedSchool
    formset = NamedFormSet
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
    formset = NamedFormSet
    fields = ["position", "number", "name", "current", "expected"]
    extra = 0


@admin.register(ListedSchool)
class ListedSchoolAdmin(ScopedAdmin):
    municipality_field = "low_result_list__municipality"
    list_display = ["__str__", "list_of_schools"]
    fields = ["name"]
    inlines = [CriterionInline]

    @admin.display(description="список", ordering="low_result_list")
    def list_of_schools(self, listed: ListedSchool) -> str:
        return str(listed.low_result_list)

    def has_add_permission(self, request) -> bool:
        """A school is added on the page of its list."""
        return False

    def has_module_permission(self, request) -> bool:
        return scope_of(request.user).everywhere and super().has_module_permission(request)
