import datetime

from django import forms
from django.db import models

from portal.forms import ConditionsForm, LongSelect
from roadmap.execution.forms.activity_filter import DEPARTMENT
from roadmap.execution.models import Assignment, AssignmentQuerySet
from roadmap.execution.nearness import DUE_IN_A_MONTH
from roadmap.execution.state_words import OF_ASSIGNMENTS
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality, School


class AssignmentChoice(models.TextChoices):
    """Which of all planned assignments a list shows."""

    UNFINISHED = "unfinished", "ещё не закрыто"
    OVERDUE = "overdue", OF_ASSIGNMENTS["overdue"]
    SOON = "soon", "сделать за 30 дней"
    WAITING = "waiting", OF_ASSIGNMENTS["waiting"]
    RETURNED = "returned", OF_ASSIGNMENTS["returned"]
    WITHOUT_EVIDENCE = "without-evidence", "выполнено, но документа нет"
    FINISHED = "finished", "закрыто"
    ALL = "all", "все"


class AssignmentFilter(ConditionsForm):
    """Says which assignments a list shows: in what state, whose, of which programme."""

    what = forms.ChoiceField(label="Что показать", choices=AssignmentChoice, required=False)
    school = forms.ChoiceField(label="Кому поручено", required=False, widget=LongSelect)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Программа", required=False, empty_label="все программы"
    )

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Муниципалитет", required=False, empty_label="все"
    )

    def __init__(self, data, *, user, sees_all: bool):
        super().__init__(data)
        municipalities = Municipality.objects.visible_to(user)
        self.fields["municipality"].queryset = municipalities
        if len(municipalities[:2]) < 2:
            self.fields["municipality"].widget = forms.HiddenInput()
        schools = School.objects.visible_to(user).values_list("pk", "name")
        self.fields["school"].choices = [
            ("", "всем" if sees_all else "нашей школе"),
            *([(DEPARTMENT, "отделу")] if sees_all else []),
            *((str(pk), name) for pk, name in schools),
        ]
        self.fields["programme"].queryset = Programme.objects.visible_to(user).filter(status=Programme.Status.APPROVED)

    def filter(self, assignments: AssignmentQuerySet, on: datetime.date) -> AssignmentQuerySet:
        """Return the assignments that the fields ask for, the earliest last day first; none if a field is wrong."""
        if not self.is_valid():
            return assignments.none()
        data = self.cleaned_data
        found = _filter_by_choice(assignments, AssignmentChoice(data["what"] or AssignmentChoice.UNFINISHED), on)
        if school := data["school"]:
            found = found.filter(school=None if school == DEPARTMENT else school)
        if data["municipality"]:
            found = found.of_municipality(data["municipality"])
        if data["programme"]:
            found = found.of_programme(data["programme"])
        departments_first = models.F("school__name_key").asc(nulls_first=True)
        return found.order_by(models.F("deadline_on").asc(nulls_last=True), departments_first, "pk")


def _filter_by_choice(assignments: AssignmentQuerySet, what: AssignmentChoice, on: datetime.date) -> AssignmentQuerySet:
    match what:
        case AssignmentChoice.OVERDUE:
            return assignments.overdue(on)
        case AssignmentChoice.SOON:
            return assignments.due_within(on, on + DUE_IN_A_MONTH)
        case AssignmentChoice.WAITING:
            return assignments.filter(review=Assignment.Review.WAITING)
        case AssignmentChoice.RETURNED:
            return assignments.filter(review=Assignment.Review.RETURNED)
        case AssignmentChoice.WITHOUT_EVIDENCE:
            return assignments.without_evidence()
        case AssignmentChoice.FINISHED:
            return assignments.exclude(pk__in=assignments.unfinished().values("pk"))
        case AssignmentChoice.ALL:
            return assignments
    return assignments.unfinished()
