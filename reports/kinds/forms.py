"""What a document is about and what else is asked of it, as its address says it."""

import datetime
from collections.abc import Callable

from django import forms
from django.db import models

from indicators.catalogue.models import Period
from indicators.identification.models import LowResultList
from portal.forms import ConditionsForm, form_helper
from reports.kinds.document_kind import DocumentKind, DocumentRequest
from roadmap.programmes.models import Programme
from schools.directory.models import School

_MODELS = {"programme": Programme, "low_result_list": LowResultList, "school": School}
# Fields of a document; whatever else a kind asks for is among its options.
_OWN_FIELDS = ("programme", "low_result_list", "school", "period", "region")


class SubjectForm(ConditionsForm):
    """The subject's fields, of which the user's own records can be chosen; a kind's form has what it asks beside."""

    helper = form_helper()

    def __init__(self, *args, kind: DocumentKind, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.user = kind, user
        self.fields = {name: _subject_field(name, user) for name in kind.subject} | self.fields
        self.scope_choices()

    def scope_choices(self) -> None:
        """A kind's form narrows here what can be chosen."""

    def asked_for(self, name: str) -> models.Model | None:
        """The programme or the school that the address names, where the user sees it."""
        key = self.data.get(name, "")
        return self.fields[name].queryset.filter(pk=key).first() if key.isdecimal() else None

    @property
    def asks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.kind.asks]

    @property
    def is_about_nothing(self) -> bool:
        """The subject isn't there or isn't the user's, which comes to the same."""
        self.is_valid()
        return not any(self.cleaned_data.get(name) for name in self.kind.subject)

    def request(self) -> DocumentRequest:
        data = self.cleaned_data
        return DocumentRequest(
            kind=self.kind,
            options={name: _kept(data[name]) for name in self.fields if name not in _OWN_FIELDS and data.get(name)},
            **{name: data[name] for name in _OWN_FIELDS if data.get(name)},
        )


def subject_form(kind: DocumentKind, data, *, user) -> SubjectForm:
    form: Callable[..., SubjectForm] = kind.form or SubjectForm
    return form(data, kind=kind, user=user)


def period_field() -> forms.ModelChoiceField:
    """A year that there is something to show for: the kind's form says which ones."""
    return forms.ModelChoiceField(
        Period.objects.none(), label="Год", required=False, empty_label="последний",
        error_messages={"invalid_choice": "За этот год показать нечего: выберите год из списка."},
    )  # fmt: skip


def _subject_field(name: str, user) -> forms.Field:
    if name == "region":
        return forms.CharField(widget=forms.HiddenInput, required=False)
    found = _MODELS[name].objects.visible_to(user)
    return forms.ModelChoiceField(found, widget=forms.HiddenInput, required=False)


def _kept(value: str | datetime.date) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else value
