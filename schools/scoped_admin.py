"""Admin pages within the administrator's own municipality, and search that knows Russian letters."""

from django.contrib.admin import ModelAdmin
from django.db.models import Model, QuerySet

from portal.accounts.roles import Permission
from portal.text import natural_key
from schools.models import Municipality, Order, School
from schools.scope import scope_of

# Where a record that admin forms offer to choose keeps its municipality.
_CHOICES = {Municipality: "pk", School: "municipality", Order: "municipality"}


def administered(user, queryset: QuerySet, municipality_field: str) -> QuerySet:
    return queryset.filter(scope_of(user).municipalities_with(Permission.ADMINISTER, municipality_field))


class ScopedChoices:
    """Offers only what belongs to the administrator's municipalities."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if (field := _CHOICES.get(db_field.remote_field.model)) and "queryset" not in kwargs:
            model: type[Model] = db_field.remote_field.model
            kwargs["queryset"] = administered(request.user, model.objects.all(), field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if (field := _CHOICES.get(db_field.remote_field.model)) and "queryset" not in kwargs:
            model: type[Model] = db_field.remote_field.model
            kwargs["queryset"] = administered(request.user, model.objects.all(), field)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ScopedAdmin(ScopedChoices, ModelAdmin):
    municipality_field = "municipality"

    def get_queryset(self, request):
        return administered(request.user, super().get_queryset(request), self.municipality_field)

    def get_search_results(self, request, queryset, search_term):
        """Search fields are keys of names, so the words are turned into a key too."""
        return super().get_search_results(request, queryset, natural_key(search_term))


class ReadOnly:
    """Looked at, never changed by hand."""

    def has_add_permission(self, request, *args) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
