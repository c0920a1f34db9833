"""Admin pages within the administrator's own municipality, their words, and search that knows Russian letters."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import ModelAdmin, display
from django.db.models import Model, Q, QuerySet
from django.forms import BaseInlineFormSet

from portal.accounts.roles import Permission
from portal.history.actions import Recorded, record_changes
from portal.text.keys import containing
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School
from schools.orders.models import Order

ADDED, CHANGED = "заведено в управлении", "изменено в управлении"
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


class RussianWords:
    """What Django says with a participle whose gender is that of another word, and fields of a list without a name."""

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        if level == messages.SUCCESS:
            message = "Удалено." if "delete" in request.path or "action" in request.POST else "Сохранено."
        super().message_user(request, message, level, *args, **kwargs)

    def get_changelist_form(self, request, **kwargs):
        class FormWithNames(super().get_changelist_form(request, **kwargs)):
            def __init__(self, *args, **more):
                super().__init__(*args, **more)
                for field in self.fields.values():
                    field.widget.attrs["aria-label"] = f"{self.instance}: {field.label}"

        return FormWithNames


class NamedFormSet(BaseInlineFormSet):
    """Rows of a table within a form: each field has its name, which otherwise stands in the table's head only."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        row = "новая строка" if index is None else f"строка {index + 1}"
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # within the one that adds links to other records
            if not widget.is_hidden:
                widget.attrs["aria-label"] = f"{field.label}, {row}"


def yes_or_no(name: str, label: str) -> Callable[[Model], str]:
    """A column of a list in words: Django's own says True and False to whoever doesn't see its pictures."""

    @display(description=label, ordering=name)
    def shown(record: Model) -> str:
        return "да" if getattr(record, name) else "нет"

    return shown


class KeepsHistory:
    """What is saved here, with the rows below the form, is in the journal; passwords are not."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.keep_history(request, form, formsets, change)

    def keep_history(self, request, form, formsets, change) -> None:
        told = [name for name in form.changed_data if "password" not in name]
        before = {name: _told(form.initial.get(name)) for name in told} if change else {}
        after = {name: _told(form.cleaned_data.get(name)) for name in told}
        for formset in formsets:
            rows = formset.model._meta.model_name
            before |= {f"{rows} {row.pk or ''}".strip(): str(row) for row in formset.deleted_objects}
            saved = [*formset.new_objects, *(row for row, _ in formset.changed_objects)]
            after |= {f"{rows} {row.pk}": str(row) for row in saved}
        if before or after or not change:
            record_changes([Recorded(form.instance, CHANGED if change else ADDED, before, after)], by=request.user)


def _told(value: object) -> object:
    if isinstance(value, QuerySet | list | tuple):
        return [_told(each) for each in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


class ScopedAdmin(KeepsHistory, RussianWords, RussianSearch, ScopedChoices, ModelAdmin):
    """Nothing is deleted here: documents, approvals, collections and the journal may name it."""

    municipality_field = "municipality"

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

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
