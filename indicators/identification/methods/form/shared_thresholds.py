"""Thresholds that signs share: each stands once in the form, and signs refer to it by its letter («П1»)."""

from dataclasses import dataclass, field

from django import forms

from indicators.identification.format.shape import IdentificationShape
from indicators.identification.shared.rule_form import FAULTY, FigureOrLetterField


@dataclass
class SharedThreshold:
    """A shared threshold in the form: its number there, its parameter's name in the method, its fields."""

    key: str
    name: str
    form: "SharedThresholdForm" = field(repr=False)

    @property
    def letter(self) -> str:
        return f"П{self.key}"


class SharedThresholdForm(forms.Form):
    title = forms.CharField(
        label="Что это за порог", max_length=500,
        error_messages={"required": "Напишите, что это за порог."},
    )  # fmt: skip
    value = FigureOrLetterField(label="Значение")
    unit = forms.CharField(label="Единица", required=False, max_length=60)

    def clean_value(self) -> str:
        value = self.cleaned_data["value"]
        if value is None:
            raise forms.ValidationError("Впишите число.")
        if value.startswith("@"):
            raise forms.ValidationError("Здесь нужно само число.")
        return value

    @property
    def parameter(self) -> dict:
        """The data of a `MethodParameter`; what was not understood is 0 or «—», so that the rest is still checked."""
        data = self.cleaned_data
        return {"title": data.get("title") or "—", "value": data.get("value") or FAULTY, "unit": data.get("unit", "")}


def letters_of(method: IdentificationShape) -> dict[str, str]:
    """The names of the method's parameters by the letters that the form gives them: «П1», «П2»."""
    return {f"П{place}": key for place, key in enumerate(method.parameters, start=1)}
