"""Forms that choose a method and a year to try, or two methods to put side by side."""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from indicators.catalogue.models import Period, PeriodQuerySet
from indicators.identification.judging.inquiry import Inquiry, choose_method
from indicators.identification.methods.forms import ThresholdsForm, method_choices
from indicators.identification.models import Method
from indicators.values.models import Value, ValueQuerySet
from schools.directory.models import Municipality


def judged_periods(municipality: Municipality) -> PeriodQuerySet:
    """The periods for which the municipality has facts, the newest first; if it has none, all that have begun."""
    facts = _facts(municipality)
    begun = ~Exists(facts) & Q(start_on__lte=timezone.localdate())
    return Period.objects.filter(Exists(facts.filter(period=OuterRef("pk"))) | begun).order_by("-start_on", "-end_on")


def _facts(municipality: Municipality) -> ValueQuerySet:
    return Value.objects.filter(indicator__municipality=municipality, kind=Value.Kind.FACT).exclude(text="")


# The method that the form proposes if the municipality has none of its own.
USUAL = "federal"


class TrialForm(ThresholdsForm):
    """Chooses a method and a year; once a method is chosen, its thresholds can be changed."""

    method = forms.ChoiceField(label="Метод")
    period = forms.ModelChoiceField(Period.objects.all(), label="За какой год", to_field_name="label")

    def __init__(self, data=None, *, municipality: Municipality):
        periods = judged_periods(municipality)
        usual = None if data and "period" in data else periods.first()
        if data and usual:
            # A link from another page names the method only.
            data = {**data.dict(), "period": usual.label}
        super().__init__(data)
        self.municipality = municipality
        self.fields["method"].choices = method_choices(municipality)
        self.fields["period"].queryset = periods
        if not self.is_bound:
            self.fields["period"].initial = usual
            if not Method.objects.filter(municipality=municipality).exists():
                self.fields["method"].initial = USUAL
        name = self.data.get("method", "")
        self.chosen = None
        if self.fields["method"].valid_value(name):
            self.chosen = choose_method(name, municipality)
            self.add_thresholds(self.chosen.shape)

    @property
    def has_facts(self) -> bool:
        return _facts(self.municipality).exists()


class TwoMethodsForm(forms.Form):
    """Chooses two methods to put side by side, and the year."""

    first = forms.ChoiceField(label="Первый метод")
    second = forms.ChoiceField(label="Второй метод")
    period = forms.ModelChoiceField(Period.objects.all(), label="За какой год", to_field_name="label")

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        choices = method_choices(municipality)
        self.fields["first"].choices = self.fields["second"].choices = choices
        self.fields["period"].queryset = judged_periods(municipality)
        if not self.is_bound:
            self.fields["period"].initial = self.fields["period"].queryset.first()
            self.fields["second"].initial = USUAL

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
