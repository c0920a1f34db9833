from crispy_forms.layout import HTML, Column, Field, Row
from django import forms
from django.utils import timezone

from indicators.actions.values import Cell, Entry, Outcome, State
from portal.forms import DateInput, form_helper
from roadmap.interchange.reading import MAX_BYTES, FaultyFile, read_document
from roadmap.models import ExecutionReport, Programme
from roadmap.numbers import bare_number
from roadmap.queries.targets import Group
from schools.models import Order, School


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Файл программы",
        help_text="Файл обмена в формате JSON.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    dry_run = forms.BooleanField(label="Только проверить, ничего не записывать", required=False)
    helper = form_helper("file", "dry_run")

    def clean_file(self):
        """The document; faults are kept for the page, which shows each with its place."""
        self.faults = []
        file = self.cleaned_data["file"]
        try:
            return read_document(file.read(MAX_BYTES + 1))
        except FaultyFile as refusal:
            self.faults = refusal.faults
            raise forms.ValidationError("Файл не принят, ничего не записано. Что исправить, сказано ниже.") from None


class ApprovalForm(forms.Form):
    known_order = forms.ModelChoiceField(
        Order.objects.none(), label="Приказ", required=False, empty_label="новый приказ — заполните ниже"
    )
    number = forms.CharField(label="Номер приказа", required=False, max_length=100)
    issued_on = forms.DateField(label="Дата приказа", required=False, widget=DateInput)
    title = forms.CharField(
        label="О чём приказ", required=False, widget=forms.Textarea({"rows": 2, "placeholder": "Об утверждении …"})
    )
    annex = forms.RegexField(
        r"^\s*(№\s*)?[\w./-]{1,8}\s*$",
        label="Приложение №",
        required=False,
        error_messages={"invalid": "Здесь только номер приложения, например «1» или «2а»."},
    )
    helper = form_helper(
        "known_order", Row(Column("number", css_class="col-sm-6"), Column("issued_on", css_class="col-sm-6")),
        "title", Field("annex", wrapper_class="mb-3 col-sm-3"),
    )  # fmt: skip

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.fields["known_order"].queryset = programme.municipality.orders.all()
        self.fields["known_order"].initial = programme.approval_order_id
        self.fields["annex"].initial = programme.approval_annex or ("" if programme.approval_order_id else "1")

    def clean_number(self) -> str:
        return bare_number(self.cleaned_data["number"])

    def clean_annex(self) -> str:
        return bare_number(self.cleaned_data["annex"])

    def clean(self):
        data = super().clean()
        if data.get("known_order") and (data.get("number") or data.get("issued_on") or data.get("title")):
            self.add_error("known_order", "Выберите что-то одно: приказ из списка или новый, поля которого ниже.")
        elif self._is_known(data):
            self.add_error("number", "Такой приказ уже есть, выберите его из списка.")
        if not data.get("known_order"):
            if not data.get("number"):
                self.add_error("number", "Укажите номер приказа или выберите приказ из списка.")
            if not data.get("issued_on") and "issued_on" not in self.errors:
                self.add_error("issued_on", "Укажите дату приказа или выберите приказ из списка.")
        if (issued_on := data.get("issued_on")) and issued_on > timezone.localdate():
            self.add_error("issued_on", "Дата приказа ещё не наступила.")
        return data

    def _is_known(self, data: dict) -> bool:
        orders = self.fields["known_order"].queryset
        number, issued_on = data.get("number"), data.get("issued_on")
        return bool(number and issued_on) and orders.filter(number=number, issued_on=issued_on).exists()

    def order(self) -> Order:
        """The chosen order, or a new one that is not saved yet, in the department's name."""
        data = self.cleaned_data
        if data["known_order"]:
            return data["known_order"]
        municipality = self.programme.municipality
        department = getattr(municipality, "department", None)
        return Order(
            municipality=municipality,
            number=data["number"],
            issued_on=data["issued_on"],
            title=data["title"] or None,
            issuer=department and (department.full_name or department.name),
            place=(department and department.place) or None,
            signatory_position=(department and department.head_position) or None,
            signatory_name=(department and department.head_name) or None,
        )


class ReportForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="Что сделано",
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 4, "placeholder": "Коротко, как для отчёта: что проведено, чем кончилось."}),
    )

    class Meta:
        model = ExecutionReport
        fields = ["status", "text", "order_number", "order_on"]
        widgets = {
            "status": forms.RadioSelect,
            "text": forms.Textarea(
                {"rows": 4, "placeholder": "Коротко, как для отчёта: что проведено, с каким итогом."}
            ),
            "order_on": DateInput,
        }

    helper = form_helper(
        Field("status", wrapper_class="portal-choices mb-3"),
        "text",
        HTML('<p class="form-label mb-1 fw-semibold">Подтверждающий приказ, если есть</p>'),
        Row(Column("order_number", css_class="col-sm-6"), Column("order_on", css_class="col-sm-6")),
        "version",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["status"] = None  # to be chosen, not sent unseen
        self.fields["version"].initial = self.instance.version

    def clean_order_number(self) -> str:
        return bare_number(self.cleaned_data["order_number"])

    def clean_order_on(self):
        order_on = self.cleaned_data["order_on"]
        if order_on and order_on > timezone.localdate():
            raise forms.ValidationError("Дата приказа ещё не наступила.")
        return order_on

    def clean(self):
        data = super().clean()
        started = data.get("status") not in (None, ExecutionReport.Status.NOT_STARTED)
        if started and not (data.get("text", "").strip() or data.get("order_number")):
            self.add_error("text", "Напишите, что сделано или почему нет: без этого отметка в отчёт не пойдёт.")
        if data.get("order_on") and not data.get("order_number") and "order_number" not in self.errors:
            self.add_error("order_number", "Укажите номер приказа или уберите его дату.")
        return data

    def seen(self, current: ExecutionReport) -> "ReportForm":
        """The same form with what was typed, after another report has been seen; sending again replaces it."""
        data = self.data.copy()
        data["version"] = current.version
        again = ReportForm(data, instance=current)
        again.add_error(
            None,
            f"За это время отчёт уже внесён: {current.reported_by or 'портал'}, «{current.get_status_display()}. "
            f"{current.text}». Ваш текст ниже не потерян: отправьте его ещё раз, если верен он.",
        )
        return again


class FactsForm(forms.Form):
    """Facts of one period, for the municipality or a school: what is typed, what was seen, and its version."""

    def __init__(self, *args, groups: list[Group], school: School | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups, self.school = groups, school
        self.lines = {line.indicator.pk: line for group in groups for line in group.lines if line.indicator}
        for indicator_id, line in self.lines.items():
            [cell] = line.cells
            self.fields[f"fact-{indicator_id}"] = forms.CharField(
                label=f"{line.indicator} — факт, {cell.period}",
                required=False,
                max_length=2000,
                initial=cell.fact,
                widget=forms.TextInput(
                    {"class": "form-control", "aria-label": f"{line.indicator} — факт", "autocomplete": "off"}
                ),
            )
            self.fields[f"seen-{indicator_id}"] = forms.CharField(
                required=False, initial=cell.fact, strip=False, widget=forms.HiddenInput
            )
            self.fields[f"version-{indicator_id}"] = forms.IntegerField(
                required=False, initial=cell.entered.version if cell.entered else 0, widget=forms.HiddenInput
            )

    def entries(self) -> list[Entry]:
        """The cells that the person changed, with the versions that they saw."""
        data = self.cleaned_data
        return [
            Entry(
                Cell(indicator_id, line.cells[0].period.label, self.school and self.school.pk),
                text=data[f"fact-{indicator_id}"],
                version=data[f"version-{indicator_id}"] or 0,
            )
            for indicator_id, line in self.lines.items()
            if data[f"fact-{indicator_id}"] != data[f"seen-{indicator_id}"]
        ]

    def decided(self, outcomes: list[Outcome]) -> "FactsForm":
        """The same form with what was typed; every cell has now been seen, so saving again decides the conflicts."""
        data = self.data.copy()
        for outcome in outcomes:
            indicator_id, value = outcome.entry.cell.indicator_id, outcome.value
            data[f"seen-{indicator_id}"] = value.text if value else ""
            data[f"version-{indicator_id}"] = value.version if value else 0
        again = FactsForm(data, groups=self.groups, school=self.school)
        for outcome in outcomes:
            if outcome.state == State.CONFLICT:
                value = outcome.value
                again.add_error(
                    f"fact-{outcome.entry.cell.indicator_id}",
                    f"За это время здесь внесено «{value.text}» ({value.entered_by or 'портал'}). "
                    "Оставьте своё и сохраните ещё раз, или впишите то значение.",
                )
            elif outcome.state in (State.REFUSED, State.LOCKED):
                again.add_error(f"fact-{outcome.entry.cell.indicator_id}", " ".join(outcome.notes))
        return again

    def cell(self, indicator_id: int) -> list[forms.BoundField]:
        return [self[f"{name}-{indicator_id}"] for name in ("fact", "seen", "version")]
