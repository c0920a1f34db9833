"""Forms that choose two kept runs and decide about schools."""

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
            field.label_from_instance = _label_of_run

    def clean(self):
        data = super().clean()
        if data.get("first") and data["first"] == data.get("second"):
            self.add_error("second", "Выберите другую идентификацию: сравнивать её с ней самой нечего.")
        return data


def _label_of_run(run: Run) -> str:
    """The run as a choice; the year stands first, as names of methods are long."""
    return f"{run.period}: {run.body['name']}, сохранено {localtime(run.made_at):%d.%m.%Y %H:%M}"


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="Решение отдела",
        choices=RunSchool.Verdict.choices[:2],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    reason = forms.CharField(
        label="Почему, если решение другое, чем у метода", required=False, max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip


class OpenSchoolsForm(forms.Form):
    """One decision about several schools for which data were missing."""

    schools = forms.TypedMultipleChoiceField(
        coerce=int, label="Школы", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте школы, о которых решаете."},
    )  # fmt: skip
    decision = forms.ChoiceField(label="Решение отдела", choices=RunSchool.Verdict.choices[:2])
    reason = forms.CharField(
        label="Почему", max_length=2000, widget=forms.Textarea({"rows": 2}),
        help_text="Одно на всех отмеченных: останется в протоколе каждой и в справке.",
        error_messages={"required": "Напишите, почему: это останется в протоколе каждой школы."},
    )  # fmt: skip

    def __init__(self, *args, run: Run, **kwargs):
        super().__init__(*args, **kwargs)
        opened = run.schools.filter(verdict=RunSchool.Verdict.UNKNOWN, decision="").values_list("pk", "name")
        self.fields["schools"].choices = list(opened)
        self.initial.setdefault("schools", [pk for pk, _ in self.fields["schools"].choices])

    @property
    def has_schools(self) -> bool:
        return bool(self.fields["schools"].choices)
