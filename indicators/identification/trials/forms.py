"""Choosing a method and a year to try, two methods to put side by side."""

from django import forms

from indicators.catalogue.models import Period
from indicators.identification.judging.inquiry import Inquiry, choose_method
from indicators.identification.methods.forms import ThresholdsForm, method_choices
from indicators.identification.models import Method
from schools.directory.models import Municipality

# The method to begin with where the municipality has none of its own.
USUAL = "federal"


class TrialForm(ThresholdsForm):
    """Which method, which year, and, once a method is chosen, its thresholds to be moved."""

    method = forms.ChoiceField(label="Метод")
    period = forms.ModelChoiceField(Period.objects.all(), label="За какой год", to_field_name="label")

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = method_choices(municipality)
        self.fields["period"].queryset = Period.objects.order_by("-start_on")
        if not self.is_bound:
            self.fields["period"].initial = self.fields["period"].queryset.first()
            if not Method.objects.filter(municipality=municipality).exists():
                self.fields["method"].initial = USUAL
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        name = self.data.get("method", "")
        self.chosen = None
        if self.fields["method"].valid_value(name):
            self.chosen = choose_method(name, municipality)
            self.add_thresholds(self.chosen.shape)


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
