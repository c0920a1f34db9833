"""Fields of a method's form, small enough to stand within a sentence."""

import re

from django import forms

from roadmap.evaluation.component import ComponentOption
from roadmap.evaluation.method_data import is_figure


class MethodFigureField(forms.CharField):
    """Takes «90», «0,95», «90 %»; its value is a decimal string with a point, or None if it is empty."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 20, "widget": text_input("figure-field")} | kwargs)

    def clean(self, value):
        text = re.sub(r"[\s%]", "", super().clean(value)).replace(",", ".")
        if text and not is_figure(text):
            raise forms.ValidationError("Нужно число не меньше нуля, например «90» или «0,95».")
        return text or None

    def prepare_value(self, value):
        return (value or "").replace(".", ",")


class OptionField(forms.ChoiceField):
    """Asks for one of a component's choices; its value is as the component has it, the first if nothing was sent."""

    def __init__(self, option: ComponentOption):
        self.values = {option_in_form(value): value for value, _ in option.choices}
        choices = [(option_in_form(value), words) for value, words in option.choices]
        super().__init__(choices=choices, required=False, widget=_small_select(), label=option.label)

    def clean(self, value):
        return self.values.get(super().clean(value), next(iter(self.values.values())))


def option_in_form(value: bool | str | None) -> str | None:
    """Return a component's value as a field holds it: «1» for True and "" for False."""
    return ("1" if value else "") if isinstance(value, bool) else value


def option_field(option: ComponentOption) -> forms.Field:
    return OptionField(option) if option.choices else MethodFigureField(label=option.label)


def text_input(css: str = "") -> forms.TextInput:
    return forms.TextInput({"class": f"form-control-sm {css}".strip()})


def select(choices, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, required=False, widget=_small_select(), **kwargs)


def check(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


def _small_select() -> forms.Select:
    return forms.Select({"class": "form-select-sm"})
