import datetime

from django import forms
from django.db import models

from indicators.models import LowResultList, Period
from portal.forms import ConditionsForm, DateInput, form_helper
from reports.kinds import DocumentKind
from reports.models import Document
from reports.queries.available import evaluated_periods, periods_with_values
from roadmap.models import Programme
from roadmap.permissions import can_see_all_schools
from schools.models import Municipality, School

# What each kind can show, the first unless asked otherwise.
SHOWS = {
    DocumentKind.INDICATORS: [
        ("", "план и факт, где он есть"),
        ("plan", "только план"),
        ("fact", "только факт"),
        ("achievement", "план, факт и степень достижения"),
    ],
    DocumentKind.AMENDMENTS: [
        ("", "текст изменений и сравнительная таблица"),
        ("text", "только текст изменений"),
        ("table", "только сравнительная таблица"),
    ],
}


class SubjectForm(ConditionsForm):
    """What a document of that kind is about, and what else is asked of it; `document()` is not saved yet."""

    programme = forms.ModelChoiceField(Programme.objects.none(), widget=forms.HiddenInput, required=False)
    low_result_list = forms.ModelChoiceField(LowResultList.objects.none(), widget=forms.HiddenInput, required=False)
    region = forms.CharField(widget=forms.HiddenInput, required=False)
    school = forms.ModelChoiceField(
        School.objects.none(), label="Школа", required=False, empty_label="по всем школам и отделу"
    )
    period = forms.ModelChoiceField(
        Period.objects.none(), label="Год", required=False, empty_label="последний",
        error_messages={"invalid_choice": "За этот год показать нечего: выберите год из списка."},
    )  # fmt: skip
    since_on = forms.DateField(label="С какого дня", required=False, widget=DateInput)
    until_on = forms.DateField(label="По какой день", required=False, widget=DateInput)
    shows = forms.ChoiceField(label="Что показать", required=False)
    layout = forms.ChoiceField(
        label="Годы",
        required=False,
        choices=[("", "как в документе"), ("columns", "столбцами"), ("rows", "строками")],
    )
    OPTIONS = ("since_on", "until_on", "shows", "layout")

    helper = form_helper()

    def __init__(self, *args, kind: DocumentKind, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.user = kind, user
        traits = kind.traits
        for name in [name for name in self.fields if name not in (*traits.subject, *traits.asks)]:
            del self.fields[name]
        if "shows" in self.fields:
            self.fields["shows"].choices = SHOWS[kind]
        self._scope_choices()
        if "school" in traits.subject:
            self.fields["school"].widget = forms.HiddenInput()

    def _scope_choices(self) -> None:
        if "programme" in self.fields:
            self.fields["programme"].queryset = Programme.objects.visible_to(self.user)
        if "low_result_list" in self.fields:
            self.fields["low_result_list"].queryset = LowResultList.objects.visible_to(self.user)
        if "school" in self.fields:
            self.fields["school"].queryset = School.objects.visible_to(self.user)
        if "school" in self.fields and "programme" in self.fields:
            self._scope_schools_of_programme()
        if "period" in self.fields:
            self._scope_periods()

    def _asked(self, name: str) -> models.Model | None:
        """The programme or the school that the address names, where the user sees it."""
        key = self.data.get(name, "")
        return self.fields[name].queryset.filter(pk=key).first() if key.isdecimal() else None

    def _scope_periods(self) -> None:
        """Years that there is something to show for."""
        if "programme" in self.fields:
            found = evaluated_periods(self._asked("programme"), self.user)
        else:
            found = periods_with_values(self._asked("school"))
        self.fields["period"].queryset = found

    def _scope_schools_of_programme(self) -> None:
        """Schools of the programme's municipality; who doesn't see all of them gets an own one."""
        field, programme = self.fields["school"], self._asked("programme")
        if programme is None:
            field.queryset = field.queryset.none()
            return
        field.queryset = field.queryset.filter(municipality=programme.municipality_id)
        if can_see_all_schools(self.user, programme):
            return
        field.required, field.empty_label = True, None
        own = field.queryset.first()
        if own and not self.data.get("school"):
            self.data = self.data.copy()
            self.data["school"] = str(own.pk)

    @property
    def asks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.kind.traits.asks if name in self.fields]

    @property
    def is_about_nothing(self) -> bool:
        """The subject isn't there or isn't the user's, which comes to the same."""
        self.is_valid()
        return not any(self.cleaned_data.get(name) for name in self.kind.traits.subject)

    def clean(self) -> dict:
        data = super().clean()
        since, until = data.get("since_on"), data.get("until_on")
        if since and until and since > until:
            self.add_error("until_on", "Последний день раньше первого: поменяйте их местами.")
        return data

    def document(self) -> Document:
        data = self.cleaned_data
        subjects = {name: data.get(name) for name in ("programme", "low_result_list", "school", "period")}
        region = data.get("region") or ""
        return Document(
            kind=self.kind,
            municipality=self._municipality(),
            region=region,
            options={name: _kept(data[name]) for name in self.OPTIONS if data.get(name)},
            **subjects,
        )

    def _municipality(self) -> Municipality | None:
        named = [self.cleaned_data.get(name) for name in ("programme", "low_result_list", "school")]
        return next((each.municipality for each in named if each), None)


def _kept(value: str | datetime.date) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else value
