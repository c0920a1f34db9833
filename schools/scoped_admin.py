"""Base classes of Django's admin pages: limited to the administrator's municipalities, in Russian, with history."""

import json
from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import ModelAdmin, display
from django.contrib.admin.helpers import InlineAdminFormSet
from django.db.models import Model, Q, QuerySet
from django.forms import BaseInlineFormSet

from portal.accounts.roles import Permission
from portal.history.actions import Recorded, record_changes
from portal.history.meanwhile import SEEN, newest_change, others_words
from portal.text.keys import containing
from portal.text.tags import accusative
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School
from schools.orders.models import Order
from schools.orders.queries import is_relied_on

ADDED, CHANGED = "заведено в управлении", "изменено в управлении"
# The field with the municipality, for models whose records are offered in forms of the admin.
_CHOICES = {Municipality: "pk", School: "municipality", Order: "municipality"}


def administered(user, queryset: QuerySet, municipality_field: str) -> QuerySet:
    return queryset.filter(scope_of(user).municipalities_with(Permission.ADMINISTER, municipality_field))


class ScopedChoices:
    """Offers in fields only records of the administrator's municipalities."""

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
    """Searches in fields that are keys of names as the portal does, and in other fields as Django does."""

    def get_search_results(self, request, queryset, search_term):
        found = Q()
        for name in self.search_fields:
            key = name.endswith("_key")
            found |= containing(name, search_term) if key else Q(**{f"{name}__icontains": search_term.strip()})
        return (queryset.filter(found).distinct() if search_term.strip() else queryset), False


class AddedInRussian(InlineAdminFormSet):
    """Writes «Добавить школу списка» where Django has «Добавить еще один Школа списка»."""

    def inline_formset_data(self) -> str:
        data = json.loads(super().inline_formset_data())
        data["options"]["addText"] = f"Добавить {accusative(self.opts.verbose_name)}"
        return json.dumps(data, ensure_ascii=False)


class RussianWords:
    """Replaces Django's messages in the wrong gender or case, and names the fields of lists for screen readers."""

    def get_inline_formsets(self, *args, **kwargs):
        shown = super().get_inline_formsets(*args, **kwargs)
        for formset in shown:
            formset.__class__ = AddedInRussian
        return shown

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
    """Rows of a table in a form, whose fields each get a name for screen readers."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        row = "новая строка" if index is None else f"строка {index + 1}"
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)  # Django wraps it to add links to other records
            if not widget.is_hidden:
                widget.attrs["aria-label"] = f"{field.label}, {row}"


def yes_or_no(name: str, label: str) -> Callable[[Model], str]:
    """Build a column of a list that says «да» or «нет», as Django's pictures are read aloud as True and False."""

    @display(description=label, ordering=name)
    def shown(record: Model) -> str:
        return "да" if getattr(record, name) else "нет"

    return shown


class KeepsHistory:
    """Records in the journal what is saved here, with the rows below the form but without passwords.

    If somebody else has saved since the person opened the form, the person is warned before overwriting that.
    """

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            return form

        class FormThatTells(form):
            def clean(self):
                cleaned = super().clean()
                if told := others_words(obj, request.POST.get(SEEN), by=request.user):
                    self.add_error(None, told)
                return cleaned

        return FormThatTells

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["newest_change"] = obj and newest_change(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.keep_history(request, form, formsets, change)

    def keep_history(self, request, form, formsets, change) -> None:
        changed = [name for name in form.changed_data if "password" not in name]
        before = {name: _to_plain(form.initial.get(name)) for name in changed} if change else {}
        after = {name: _to_plain(form.cleaned_data.get(name)) for name in changed}
        for formset in formsets:
            rows = formset.model._meta.model_name
            before |= {f"{rows} {row.pk or ''}".strip(): str(row) for row in formset.deleted_objects}
            after |= {f"{rows} {row.pk}": str(row) for row in formset.new_objects}
            initial = {each.instance.pk: each.initial for each in formset.initial_forms}
            for row, names in formset.changed_objects:
                before[f"{rows} {row.pk}"] = {name: _to_plain(initial[row.pk].get(name)) for name in names}
                after[f"{rows} {row.pk}"] = {name: _to_plain(getattr(row, name)) for name in names}
        if before or after or not change:
            record_changes([Recorded(form.instance, CHANGED if change else ADDED, before, after)], by=request.user)


def _to_plain(value: object) -> object:
    """Return a value that the history can keep as JSON."""
    if isinstance(value, QuerySet | list | tuple):
        return [_to_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


class ScopedAdmin(KeepsHistory, RussianWords, RussianSearch, ScopedChoices, ModelAdmin):
    """An admin page within the administrator's municipalities.

    Nothing can be deleted, as documents, approvals, collections and the journal may refer to it.
    """

    municipality_field = "municipality"

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_readonly_fields(self, request, obj=None):
        """Make the municipality read-only if anything refers to the record."""
        stays = self.municipality_field == "municipality" and obj and is_relied_on(obj)
        return [*super().get_readonly_fields(request, obj), *(["municipality"] if stays else [])]

    def get_queryset(self, request):
        return administered(request.user, super().get_queryset(request), self.municipality_field)


class ReadOnly:
    """An admin page where records can only be looked at."""

    def has_add_permission(self, request, *args) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
