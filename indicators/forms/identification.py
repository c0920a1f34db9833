"""Choosing a method and a year, moving thresholds, deciding about a school."""

from decimal import Decimal

from django import forms
from django.utils.timezone import localtime
from pydantic import ValidationError

from indicators.identification.delivered import delivered
from indicators.identification.format import MethodShape
from indicators.models import Method, Period, Run, RunSchool
from indicators.queries.identification import Inquiry, choose_method
from schools.models import Municipality


def method_choices(municipality: Municipality) -> list:
    """The municipality's own methods by their names, the delivered ones by their keys."""
    own = [(method.name, str(method)) for method in Method.objects.filter(municipality=municipality).newest()]
    ready = [(key, shape.name) for key, shape in delivered().items()]
    return [("Свои", own), ("Готовые", ready)] if own else ready


class ThresholdsForm(forms.Form):
    """A method's parameters to be changed: `shape` is the method with those that were."""

    chosen_shape: MethodShape | None = None

    def add_thresholds(self, shape: MethodShape) -> None:
        self.chosen_shape = shape
        for name, parameter in shape.parameters.items():
            self.fields[f"p_{name}"] = forms.DecimalField(
                label=parameter.title, required=False, localize=True, max_digits=15, decimal_places=6,
                help_text=f"В методе: {parameter.value.replace('.', ',')} {parameter.unit}".strip(),
                widget=forms.TextInput({"class": "form-control", "inputmode": "decimal"}),
            )  # fmt: skip

    def clean(self):
        """Those that make no sense are told; an empty one stays as it is."""
        moved = {
            name.removeprefix("p_"): value
            for name, value in self.cleaned_data.items() if name.startswith("p_") and value is not None
        }  # fmt: skip
        if self.chosen_shape:
            try:
                self.shape = self.chosen_shape.with_parameters(**moved)
            except ValidationError as refusal:
                raise forms.ValidationError([fault["msg"] for fault in refusal.errors()]) from None
        return self.cleaned_data


class TrialForm(ThresholdsForm):
    """Which method, which year, and, once a method is chosen, its thresholds to be moved."""

    method = forms.ChoiceField(label="Метод")
    period = forms.ModelChoiceField(Period.objects.all(), label="За какой год", to_field_name="label")

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = method_choices(municipality)
        self.fields["period"].queryset = Period.objects.order_by("-start_on")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        name = self.data.get("method", "")
        self.chosen = None
        if self.fields["method"].valid_value(name):
            self.chosen = choose_method(name, municipality)
            self.add_thresholds(self.chosen.shape)


class MethodChangeForm(ThresholdsForm):
    """The thresholds of a municipality's own method."""

    def __init__(self, *args, shape: MethodShape, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_thresholds(shape)
        for name, parameter in shape.parameters.items():
            self.fields[f"p_{name}"].initial = Decimal(parameter.value)


class MethodCopyForm(forms.Form):
    method = forms.ChoiceField(choices=lambda: [(key, shape.name) for key, shape in delivered().items()])
    name = forms.CharField(label="Название своего метода", max_length=500)


class TwoMethodsForm(forms.Form):
    """Two methods side by side, for one year."""

    first = forms.ChoiceField(label="Первый метод")
    second = forms.ChoiceField(label="Второй метод")
    period = forms.ModelChoiceField(Period.objects.all(), label="За какой год", to_field_name="label")

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        choices = method_choices(municipality)
        self.fields["first"].choices = self.fields["second"].choices = choices
        self.fields["period"].queryset = Period.objects.order_by("-start_on")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def clean(self):
        data = super().clean()
        if data.get("first") and data["first"] == data.get("second"):
            self.add_error("second", "Выберите другой метод: сравнивать метод с ним самим нечего.")
        return data

    def inquiries(self) -> tuple[Inquiry, Inquiry]:
        period = self.cleaned_data["period"]
        shapes = (choose_method(self.cleaned_data[each], self.municipality).shape for each in ("first", "second"))
        first, second = (Inquiry(self.municipality, period, shape) for shape in shapes)
        return first, second


class TwoRunsForm(forms.Form):
    """Two kept runs of a municipality, the earlier one first."""

    first = forms.ModelChoiceField(Run.objects.none(), label="Раньше", empty_label=None)
    second = forms.ModelChoiceField(Run.objects.none(), label="Потом", empty_label=None)

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        runs = Run.objects.filter(municipality=municipality).select_related("period", "municipality")
        for field in self.fields.values():
            field.queryset = runs
            field.label_from_instance = _named
            field.widget.attrs["class"] = "form-select"

    def clean(self):
        data = super().clean()
        if data.get("first") and data["first"] == data.get("second"):
            self.add_error("second", "Выберите другую идентификацию: сравнивать её с ней самой нечего.")
        return data


def _named(run: Run) -> str:
    """The year first: names of methods are long."""
    return f"{run.period}: {run.body['name']}, сохранено {localtime(run.made_at):%d.%m.%Y %H:%M}"


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="Решение отдела", choices=RunSchool.Verdict.choices[:2], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Почему, если решение другое, чем у метода", required=False, max_length=2000,
        widget=forms.Textarea({"rows": 2, "class": "form-control"}),
    )  # fmt: skip
