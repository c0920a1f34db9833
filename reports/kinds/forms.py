"""Forms that read from a page's address what a document is about and what else was chosen for it."""

import datetime
from collections.abc import Callable

from django import forms
from django.db import models

from indicators.catalogue.models import Period
from indicators.identification.models import LowResultList
from portal.forms import ConditionsForm, form_helper, sent_number
from reports.kinds.document_kind import DocumentKind, DocumentRequest
from roadmap.programmes.models import Programme
from schools.directory.models import School

_MODELS = {"programme": Programme, "low_result_list": LowResultList, "school": School}
# Fields that a request has by name; any other field of a kind's form goes into its options.
_REQUEST_FIELDS = ("programme", "low_result_list", "school", "period", "region")


class SubjectForm(ConditionsForm):
    """Hidden fields for the subject, limited to what the user sees. A kind's form adds what can be chosen beside it."""

    helper = form_helper()

    def __init__(self, *args, kind: DocumentKind, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.user = kind, user
        self.fields = {name: _subject_field(name, user) for name in kind.subject} | self.fields
        self.scope_choices()

    def scope_choices(self) -> None:
        """Narrow the choices of the form's own fields; a kind's form overrides this."""

    def asked_for(self, name: str) -> models.Model | None:
        """Return the record that the address gives for that field, or None where the user doesn't see it."""
        return self.fields[name].queryset.filter(pk=sent_number(self.data.get(name))).first()

    @property
    def asks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.kind.asks]

    @property
    def is_about_nothing(self) -> bool:
        """Return whether the address names no subject, or one that the user doesn't see."""
        self.is_valid()
        return not any(self.cleaned_data.get(name) for name in self.kind.subject)

    def request(self) -> DocumentRequest:
        data = self.cleaned_data
        return DocumentRequest(
            kind=self.kind,
            options={
                name: _as_json(data[name]) for name in self.fields if name not in _REQUEST_FIELDS and data.get(name)
            },
            **{name: data[name] for name in _REQUEST_FIELDS if data.get(name)},
        )


def subject_form(kind: DocumentKind, data, *, user) -> SubjectForm:
    form: Callable[..., SubjectForm] = kind.form or SubjectForm
    return form(data, kind=kind, user=user)


def period_field() -> forms.ModelChoiceField:
    """Return a field to choose a year in; the kind's form sets its queryset to years that have something to show."""
    return forms.ModelChoiceField(
        Period.objects.none(), label="Год", required=False, empty_label="последний",
        error_messages={"invalid_choice": "За этот год показать нечего: выберите год из списка."},
    )  # fmt: skip


def _subject_field(name: str, user) -> forms.Field:
    if name == "region":
        return forms.CharField(widget=forms.HiddenInput, required=False)
    found = _MODELS[name].objects.visible_to(user)
    return forms.ModelChoiceField(found, widget=forms.HiddenInput, required=False)


def _as_json(value: str | datetime.date) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else value
