import datetime

from django import forms
from django.utils import timezone

from portal.forms import DateInput, form_helper
from reports.issue.models import Document
from reports.issue.requisites import Requisite
from schools.orders.acts import Act
from schools.orders.forms import FIRST_YEAR
from schools.orders.numbers import bare_number

_AREAS = (Requisite.ORDER_TITLE, Requisite.ISSUER)
_ACTS = (Requisite.ACT, Requisite.REPEAL_ACT)
_OF_REPEAL = (Requisite.REPEAL_ACT, Requisite.REPEAL_NUMBER, Requisite.REPEAL_ISSUED_ON, Requisite.REPEALED_ON)
_NEVER_EMPTY = (Requisite.NUMBER, Requisite.ISSUED_ON, Requisite.IN_FORCE_ON, Requisite.REPEALED_ON)


class CorrectionForm(forms.Form):
    """Shows an issued document's requisites as they stand now, to correct those that were mistyped."""

    reason = forms.CharField(
        label="Что случилось", widget=forms.Textarea({"rows": 2}),
        help_text="Например: «Опечатка, верно по подписанному приказу». Это увидят все на странице проверки.",
    )  # fmt: skip
    with_order = forms.BooleanField(
        label="Так же исправить сам приказ и другие документы, изданные им", required=False, initial=True,
        help_text="Номер, дата и подпись у приказа одни: из него их берут и следующие документы.",
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, **kwargs)
        self.made = document.corrections.count()
        self.fields["seen"].initial = self.made
        own = {each.value: _field(each, document) for each in Requisite if _has_requisite(each, document)}
        self.fields = own | self.fields
        self.helper = form_helper(*self.fields)

    def clean_number(self) -> str:
        return bare_number(self.cleaned_data["number"])

    def clean_annex(self) -> str:
        return bare_number(self.cleaned_data["annex"])

    def clean_issued_on(self) -> datetime.date:
        day = self.cleaned_data["issued_on"]
        if not day.year >= FIRST_YEAR or day > timezone.localdate():
            raise forms.ValidationError("Проверьте дату: она ещё не наступила или слишком давняя.")
        return day

    def clean(self) -> dict:
        data = super().clean()
        if data.get("seen") != self.made:
            self.add_error(None, "Пока вы правили, реквизиты исправил кто-то другой. Откройте страницу ещё раз.")
        return data

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields if name in Requisite}


def _has_requisite(requisite: Requisite, document: Document) -> bool:
    """An order has no annex number; only a repealed document has a repeal, with an order only if one is known."""
    if requisite == Requisite.ANNEX:
        return not document.traits.is_order
    if requisite in _OF_REPEAL:
        return document.repealed_on is not None and (requisite == Requisite.REPEALED_ON or bool(document.stated.repeal))
    return True


def _field(requisite: Requisite, document: Document) -> forms.Field:
    said = {
        "label": requisite.label.capitalize(),
        "initial": getattr(document.stated, requisite),
        "required": requisite in _NEVER_EMPTY,
    }
    if requisite.endswith("_on"):
        return forms.DateField(widget=DateInput, **said)
    if requisite in _ACTS:
        return forms.ChoiceField(choices=[(act.label, act.label) for act in Act], **said)
    widget = forms.Textarea({"rows": 2}) if requisite in _AREAS else forms.TextInput
    return forms.CharField(widget=widget, max_length=1000, **said)
