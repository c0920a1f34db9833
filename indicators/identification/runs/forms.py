"""Choosing two kept runs, deciding about a school."""

from django import forms
from django.utils.timezone import localtime

from indicators.identification.models import Run, RunSchool
from schools.directory.models import Municipality


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
