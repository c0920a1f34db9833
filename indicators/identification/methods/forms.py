"""Forms that choose a method, change its thresholds, or copy a delivered one."""

from decimal import Decimal

from django import forms
from pydantic import ValidationError

from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.models import Method
from schools.directory.models import Municipality


def method_choices(municipality: Municipality) -> list:
    """The choices of methods: the municipality's own by their names, delivered ones by their keys."""
    own = [(method.name, str(method)) for method in Method.objects.filter(municipality=municipality).newest()]
    ready = [(key, shape.name) for key, shape in delivered_identification().items()]
    return [("Свои", own), ("Готовые", ready)] if own else ready


class ThresholdsForm(forms.Form):
    """Changes a method's parameters; once the form is valid, `shape` is the method with the new values."""

    chosen_shape: IdentificationShape | None = None

    def add_thresholds(self, shape: IdentificationShape) -> None:
        self.chosen_shape = shape
        for name, parameter in shape.parameters.items():
            self.fields[f"p_{name}"] = forms.DecimalField(
                label=parameter.title, required=False, localize=True, max_digits=15, decimal_places=6,
                help_text=f"В методе: {parameter.value.replace('.', ',')} {parameter.unit}".strip(),
                widget=forms.TextInput({"inputmode": "decimal"}),
            )  # fmt: skip

    def clean(self):
        """Check that the method makes sense with the new values; an empty field keeps the old one."""
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


class MethodChangeForm(ThresholdsForm):
    """The thresholds of a municipality's own method."""

    def __init__(self, *args, shape: IdentificationShape, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_thresholds(shape)
        for name, parameter in shape.parameters.items():
            self.fields[f"p_{name}"].initial = Decimal(parameter.value)
