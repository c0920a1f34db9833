import datetime

from crispy_forms.layout import Column, Field, Row
from django import forms
from django.utils import timezone

from portal.forms import DateInput, form_helper
from reports.kinds import DocumentKind
from reports.models import Document, PrintSettings
from schools.forms import OrderForm

_ORDER = (
    "known_order", Row(Column("number", css_class="col-sm-6"), Column("issued_on", css_class="col-sm-6")), "title",
)  # fmt: skip


class IssueForm(OrderForm):
    """The order that a document is, or is an annex of, and from when it is in force."""

    in_force_on = forms.DateField(
        label="Действует с", required=False, widget=DateInput, help_text="Пусто — с даты приказа."
    )
    with_check_address = forms.BooleanField(label="QR-код и адрес проверки на последней странице", required=False)

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, municipality=document.municipality, **kwargs)
        if document.kind == DocumentKind.ORDER:
            del self.fields["annex"]
        places = [Column(each, css_class="col-sm-6") for each in ("annex", "in_force_on") if each in self.fields]
        self.helper = form_helper(*_ORDER, Row(*places), "with_check_address")
        settings = PrintSettings.of(document.municipality_id)
        self.fields["with_check_address"].initial = settings.has_check_address

    def in_force(self) -> datetime.date:
        return self.cleaned_data["in_force_on"] or self.order().issued_on or timezone.localdate()


class RepealForm(OrderForm):
    """The order that repeals, which need not be in the portal."""

    repealed_on = forms.DateField(label="Отменён с", widget=DateInput)
    helper = form_helper(*_ORDER, Field("repealed_on", wrapper_class="mb-3 col-sm-6"))

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, municipality=document.municipality, **kwargs)
        del self.fields["annex"]
        self.document = document

    def clean_repealed_on(self) -> datetime.date:
        day = self.cleaned_data["repealed_on"]
        if day < self.document.order.issued_on:
            raise forms.ValidationError("Документ нельзя отменить раньше, чем он издан.")
        return day
