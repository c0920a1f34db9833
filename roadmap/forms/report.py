from crispy_forms.layout import HTML, Column, Field, Row
from django import forms
from django.utils import timezone

from portal.forms import DateInput, form_helper
from roadmap.actions.execution import Document, Report
from roadmap.models import Assignment
from roadmap.numbers import bare_number


class ReportForm(forms.Form):
    status = forms.ChoiceField(label="Состояние", choices=Assignment.Status.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Что сделано",
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 4, "placeholder": "Коротко, как для отчёта: что проведено, с каким итогом."}),
    )
    order_number = forms.CharField(label="Номер приказа", required=False, max_length=100)
    order_on = forms.DateField(label="Дата приказа", required=False, widget=DateInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    helper = form_helper(
        Field("status", wrapper_class="portal-choices mb-3"),
        "text",
        HTML('<p class="form-label mb-1 fw-semibold">Подтверждающий приказ, если есть</p>'),
        Row(Column("order_number", css_class="col-sm-6"), Column("order_on", css_class="col-sm-6")),
        "version",
    )

    def __init__(self, *args, assignment: Assignment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        self.fields["version"].initial = assignment.version
        if assignment.version:
            self.initial |= {"status": assignment.status, "text": assignment.text}

    def clean_order_number(self) -> str:
        return bare_number(self.cleaned_data["order_number"])

    def clean_order_on(self):
        order_on = self.cleaned_data["order_on"]
        if order_on and order_on > timezone.localdate():
            raise forms.ValidationError("Дата приказа ещё не наступила.")
        return order_on

    def clean(self):
        data = super().clean()
        started = data.get("status") not in (None, Assignment.Status.NOT_STARTED)
        if started and not (data.get("text", "").strip() or data.get("order_number")):
            self.add_error("text", "Напишите, что сделано или почему нет: без этого отметка в отчёт не пойдёт.")
        if data.get("order_on") and not data.get("order_number") and "order_number" not in self.errors:
            self.add_error("order_number", "Укажите номер приказа или уберите его дату.")
        return data

    def report(self) -> Report:
        data = self.cleaned_data
        document = Document(number=data["order_number"], issued_on=data["order_on"])
        return Report(Assignment.Status(data["status"]), data["text"], document=document)

    def seen(self, current: Assignment) -> "ReportForm":
        """The same form with what was typed, after another report has been seen; sending again replaces it."""
        data = self.data.copy()
        data["version"] = current.version
        again = ReportForm(data, assignment=current)
        again.add_error(
            None,
            f"За это время отчёт уже внесён: {current.reported_by or 'портал'}, «{current.get_status_display()}. "
            f"{current.text}». Ваш текст ниже не потерян: отправьте его ещё раз, если верен он.",
        )
        return again
