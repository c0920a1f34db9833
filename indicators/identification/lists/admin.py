from django.contrib import admin

from indicators.identification.models import Criterion, ListedSchool, LowResultList
from schools.access.scope import scope_of
from schools.orders.queries import is_relied_on
from schools.scoped_admin import NamedFormSet, ScopedAdmin


class OfOpenList:
    """Makes records read-only on which a run, an order, a programme or a document rests; these have their own pages."""

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(request, obj) and not is_settled(obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not is_settled(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not is_settled(obj)


def is_settled(record: LowResultList | ListedSchool | None) -> bool:
    """Return whether the list comes from a run, has an order, or something else relies on it."""
    of_list = record.low_result_list if isinstance(record, ListedSchool) else record
    return bool(of_list and (of_list.run_id or of_list.order_id or is_relied_on(of_list, but=(ListedSchool,))))


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

    def has_add_permission(self, request) -> bool:
        """Lists are made by runs, or come with their programmes."""
        return False

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
        """Schools are added on the page of their list."""
        return False

    def has_module_permission(self, request) -> bool:
        return scope_of(request.user).everywhere and super().has_module_permission(request)
