"""Filters of the pages that show a roadmap as a matrix, by month and by year."""

import datetime

from django import forms

from portal.forms import ConditionsForm
from roadmap.overview.forms.filter import direction_choices
from roadmap.plan.models import Roadmap


class MatrixFilter(ConditionsForm):
    direction = forms.ChoiceField(label="Направление", required=False)
    order = forms.ChoiceField(
        label="Порядок", required=False, choices=[("", "сначала отстающие"), ("name", "по названию")]
    )

    def __init__(self, data, *, roadmap: Roadmap):
        super().__init__(data)
        self.fields["direction"].choices = [("", "все"), *direction_choices(roadmap)]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = f"{field.label}: такого нет, выберите из списка."

    @property
    def direction_id(self) -> int | None:
        return int(self.cleaned_data["direction"]) if self.cleaned_data["direction"] else None


class MonthForm(ConditionsForm):
    """Asks for a month as «2026-08»; without one it is the month of `today`."""

    month = forms.RegexField(
        r"^20\d\d-(0[1-9]|1[0-2])$", required=False, error_messages={"invalid": "Такого месяца нет. Пишите: 2026-08."}
    )

    def first_day(self, today: datetime.date) -> datetime.date:
        month = self.cleaned_data["month"]
        return datetime.date.fromisoformat(f"{month}-01") if month else today.replace(day=1)


class YearForm(ConditionsForm):
    """Asks for one of the programme's years; without one it is this year, or the programme's year nearest to it."""

    year = forms.TypedChoiceField(
        required=False, coerce=int, error_messages={"invalid_choice": "Этого года в программе нет, выберите из списка."}
    )

    def __init__(self, data, *, roadmap: Roadmap):
        super().__init__(data)
        self.programme = roadmap.programme
        self.years = list(range(self.programme.start_year, self.programme.end_year + 1))
        self.fields["year"].choices = [("", ""), *((year, str(year)) for year in self.years)]

    def chosen(self, today: datetime.date) -> int:
        return self.cleaned_data["year"] or min(max(today.year, self.programme.start_year), self.programme.end_year)
