from django.contrib import admin

from indicators.identification.models import Criterion, ListedSchool, LowResultList
from schools.access.scope import scope_of
from schools.scoped_admin import NamedFormSet, ScopedAdmin


class OfOpenList:
    """What a confirmed run or an order stands behind is only read here: decisions are taken back on their own pages."""

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(request, obj) and not is_settled(obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not is_settled(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not is_settled(obj)


def is_settled(record: LowResultList | ListedSchool | None) -> bool:
    of_list = record.low_result_list if isinstance(record, ListedSchool) else record
    return bool(of_list and (of_list.run_id or of_list.order_id))


class ListedSchoolInline(OfOpenList, admin.TabularInline):
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

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not is_settled(obj)


class CriterionInline(OfOpenList, admin.TabularInline):
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

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not is_settled(obj)

    def has_add_permission(self, request) -> bool:
        """A school is added on the page of its list."""
        return False

    def has_module_permission(self, request) -> bool:
        return scope_of(request.user).everywhere and super().has_module_permission(request)
