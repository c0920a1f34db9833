"""Admin pages within the administrator's own municipality, and search that knows Russian letters."""

from django.contrib.admin import ModelAdmin
from django.db.models import Model, Q, QuerySet

from portal.accounts.roles import Permission
from portal.search import containing
from schools.models import Municipality, Order, School
from schools.scope import scope_of

# Where a record that admin forms offer to choose keeps its municipality.
_CHOICES = {Municipality: "pk", School: "municipality", Order: "municipality"}


def administered(user, queryset: QuerySet, municipality_field: str) -> QuerySet:
    return queryset.filter(scope_of(user).municipalities_with(Permission.ADMINISTER, municipality_field))


class ScopedChoices:
    """Offers only what belongs to the administrator's municipalities."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **self._within_scope(db_field, request, kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **self._within_scope(db_field, request, kwargs))

    def _within_scope(self, db_field, request, kwargs: dict) -> dict:
        model: type[Model] = db_field.remote_field.model
        if model not in _CHOICES:
            return kwargs
        return {"queryset": administered(request.user, model.objects.all(), _CHOICES[model])} | kwargs


class RussianSearch:
    """Fields that are keys of names are searched as such; the others as Django does."""

    def get_search_results(self, request, queryset, search_term):
        found = Q()
        for name in self.search_fields:
            key = name.endswith("_key")
            found |= containing(name, search_term) if key else Q(**{f"{name}__icontains": search_term.strip()})
        return (queryset.filter(found).distinct() if search_term.strip() else queryset), False


class ScopedAdmin(RussianSearch, ScopedChoices, ModelAdmin):
    municipality_field = "municipality"

    def get_queryset(self, request):
        return administered(request.user, super().get_queryset(request), self.municipality_field)


class ReadOnly:
    """Looked at, never changed by hand."""

    def has_add_permission(self, request, *args) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
