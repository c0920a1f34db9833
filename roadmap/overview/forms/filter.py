"""The filter of a roadmap, which its page, its workbook and its PDF share."""

import calendar
import datetime
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.template.defaultfilters import date as date_words
from django.utils.text import Truncator

from portal.forms import ConditionsForm, DateInput, LongSelect
from roadmap.execution.forms.activity_filter import DEPARTMENT
from roadmap.execution.models import Assignment, AssignmentQuerySet
from roadmap.execution.tally import AssignmentTally, Attention, Standing
from roadmap.overview.queries.table import Choice, RoadmapTable, followed_assignments, roadmap_table
from roadmap.plan.models import Direction, Roadmap
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_see_all_schools
from schools.directory.models import School

WHOLE_PLAN = "plan"


class RoadmapFilter(ConditionsForm):
    """Chooses rows of a roadmap.

    The responsible and the days limit which assignments are counted; direction, state and attention choose among rows.
    """

    direction = forms.ChoiceField(label="Направление", required=False)
    responsible = forms.ChoiceField(label="Ответственный", required=False, widget=LongSelect)
    status = forms.ChoiceField(label="Состояние", required=False, choices=[("", "любое"), *Standing.choices])
    attention = forms.ChoiceField(label="Требует внимания", required=False, choices=[("", "всё"), *Attention.choices])
    month = forms.ChoiceField(label="Срок в месяце", required=False)
    since = forms.DateField(label="Срок: с", required=False, widget=DateInput)
    until = forms.DateField(label="по", required=False, widget=DateInput)

    def __init__(self, data, *, roadmap: Roadmap, user):
        super().__init__(data)
        self.roadmap, self.user = roadmap, user
        self.sees_all = can_see_all_schools(user, roadmap.programme)
        self.fields["direction"].choices = [("", "все"), *direction_choices(roadmap)]
        self.fields["responsible"].choices = self._list_responsibles()
        self.fields["month"].choices = [("", "любой"), *_list_months(roadmap)]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = f"{field.label}: такого нет, выберите из списка."
            field.error_messages["invalid"] = "Такого дня нет. Пишите день так: 31.08.2026."

    def _list_responsibles(self) -> list[tuple[str, str]]:
        if not self.sees_all:
            return [("", "наша школа"), (WHOLE_PLAN, "все: план целиком")]
        schools = School.objects.filter(municipality=self.roadmap.programme.municipality_id)
        return [
            ("", "все"),
            (DEPARTMENT, "отдел"),
            *((str(pk), name) for pk, name in schools.values_list("pk", "name")),
        ]

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if data.get("month") and (since or until):
            self.add_error("month", "Выберите что-то одно: месяц или дни.")
        elif since and until and since > until:
            self.add_error("until", "Последний день раньше первого.")
        return data

    @property
    def conditions(self) -> dict[str, str]:
        """Return what was asked for in words, by label; a default is not a condition."""
        words = {}
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if isinstance(value, datetime.date):
                words[field.label] = f"{value:%d.%m.%Y}"
            elif value:
                words[field.label] = dict(_flatten(field.choices))[value].strip("\u2003")
        return words

    @property
    def query(self) -> str:
        """Return the same conditions for the address of another page."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})

    def filter(self, assignments: AssignmentQuerySet) -> AssignmentQuerySet:
        """Keep the assignments of the responsible whose terms touch the days."""
        responsible = self.cleaned_data["responsible"]
        if responsible == DEPARTMENT:
            assignments = assignments.filter(school=None)
        elif responsible and responsible != WHOLE_PLAN:
            assignments = assignments.filter(school=responsible)
        since, until = self.days
        if since:
            assignments = assignments.filter(deadline_on__gte=since)
        if until:
            assignments = assignments.filter(starts_on__lte=until)
        return assignments

    @property
    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        if month := self.cleaned_data["month"]:
            first = datetime.date.fromisoformat(f"{month}-01")
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return self.cleaned_data["since"], self.cleaned_data["until"]

    def table(self, on: datetime.date) -> RoadmapTable:
        """Return the rows that were asked for, as far as the user may see them."""
        data = self.cleaned_data
        if data["responsible"] == WHOLE_PLAN:
            assignments = Assignment.objects.visible_to(self.user).of_roadmap(self.roadmap)
        else:
            assignments = followed_assignments(self.roadmap, self.user)
        asks = self.roadmap.programme.status == Programme.Status.APPROVED
        own_only = asks and not (self.sees_all or data["responsible"])
        somebodys = data["responsible"] not in ("", WHOLE_PLAN)
        choice = Choice(
            direction_id=int(data["direction"]) if data["direction"] else None,
            only_assigned=own_only or somebodys or any(self.days),
            shows=self._shows if data["status"] or data["attention"] else None,
        )
        return roadmap_table(self.roadmap, self.filter(assignments), on, choice)

    def _shows(self, tally: AssignmentTally) -> bool:
        status, attention = self.cleaned_data["status"], self.cleaned_data["attention"]
        return (not status or tally.standing == status) and (not attention or getattr(tally, attention) > 0)


def direction_choices(roadmap: Roadmap) -> list[tuple[str, str]]:
    """Return the directions in the document's order, inner ones indented; they are read once for the roadmap."""
    models.prefetch_related_objects([roadmap], "directions")
    return _indent(list(roadmap.directions.all()))


def _indent(directions: list[Direction], parent: int | None = None, depth: int = 0) -> list[tuple[str, str]]:
    found = []
    for direction in directions:
        if direction.parent_id == parent:
            found.append((str(direction.pk), "\u2003" * depth + Truncator(str(direction)).chars(90)))
            found += _indent(directions, direction.pk, depth + 1)
    return found


def _list_months(roadmap: Roadmap) -> list[tuple[str, list[tuple[str, str]]]]:
    programme = roadmap.programme
    return [
        (
            str(year),
            [
                (f"{year}-{month:02}", date_words(datetime.date(year, month, 1), "F Y").lower())
                for month in range(1, 13)
            ],
        )
        for year in range(programme.start_year, programme.end_year + 1)
    ]


def _flatten(choices) -> list[tuple[str, str]]:
    """Return the choices without their groups."""
    found = []
    for value, label in choices:
        found += label if isinstance(label, (list, tuple)) else [(value, label)]
    return found
