import datetime

from crispy_forms.layout import Column, Field, Row
from django import forms
from django.utils import timezone

from portal.forms import DateInput, form_helper
from reports.issue.models import Document
from reports.kinds.order.content import act_of_order
from reports.letterhead.models import PrintSettings
from schools.orders.acts import Act
from schools.orders.forms import OrderForm, order_layout


class IssueForm(OrderForm):
    """Asks which order the document is or is an annex of, its annex number, and from when it is in force."""

    in_force_on = forms.DateField(
        label="Действует с", required=False, widget=DateInput, help_text="Пусто — с даты приказа."
    )
    with_check_address = forms.BooleanField(label="QR-код и адрес проверки на последней странице", required=False)

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, municipality=document.municipality, **kwargs)
        self.document = document
        if document.traits.is_order:
            self.fields["act"].initial = act_of_order(document.request)
        if document.traits.is_order or document.amends:
            del self.fields["annex"]  # an order has none, a later edition that of the first one
        else:
            self.fields["annex"].help_text = "Как в пункте приказа. Пусто — «Приложение» без номера."
        places = [Column(each, css_class="col-sm-6") for each in ("annex", "in_force_on") if each in self.fields]
        self.helper = form_helper(*order_layout(), Row(*places), "with_check_address")
        settings = PrintSettings.of(document.municipality_id)
        self.fields["with_check_address"].initial = settings.has_check_address

    def clean(self) -> dict:
        """Refuse to issue as one kind of act what was drafted as another, since its words say which it is."""
        data = super().clean()
        if self.document.traits.is_order and "act" in data:
            drafted, order = act_of_order(self.document.request), data.get("known_order")
            act = Act(order.act) if order else data["act"]
            if act != drafted:
                self.add_error(
                    "known_order" if order else "act",
                    f"Проект составлен как {drafted.label}, а не {act.label}: выберите {drafted.label} или составьте "
                    "проект заново.",
                )
        return data

    def annex(self) -> str:
        if "annex" not in self.fields:
            return self.document.amends.annex if self.document.amends else ""
        return self.cleaned_data["annex"]

    def in_force(self) -> datetime.date:
        return self.cleaned_data["in_force_on"] or self.order().issued_on or timezone.localdate()


class RepealForm(OrderForm):
    """Asks which order, in the portal or not, repeals the document, and from which day."""

    repealed_on = forms.DateField(label="Отменён с", widget=DateInput)
    helper = form_helper(*order_layout(), Field("repealed_on", wrapper_class="mb-3 col-sm-6"))

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, municipality=document.municipality, **kwargs)
        del self.fields["annex"]
        self.document = document

    def clean_repealed_on(self) -> datetime.date:
        day = self.cleaned_data["repealed_on"]
        if day < self.document.stated.issued_on:
            raise forms.ValidationError("Документ нельзя отменить раньше, чем он издан.")
        return day
