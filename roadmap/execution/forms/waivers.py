from django import forms
from django.db.models import QuerySet

from portal.forms import ConditionsForm, sent_number
from roadmap.execution.forms.activity_filter import DEPARTMENT
from roadmap.execution.models import PROGRAMME, Assignment
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from schools.directory.models import School


class WaiverFilter(ConditionsForm):
    """Says which assignments a page shows to be marked as not required, or as required again."""

    state = forms.ChoiceField(
        label="Поручения",
        choices=[("", "ещё не закрытые"), ("overdue", "просроченные"), ("waived", "не требуется")],
        required=False,
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Программа", required=False, empty_label="все программы"
    )
    school = forms.ChoiceField(label="Исполнитель", required=False)
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label="Мероприятие", required=False, empty_label="все мероприятия"
    )

    def __init__(self, *args, assignments: QuerySet[Assignment], today, **kwargs):
        super().__init__(*args, **kwargs)
        self.assignments, self.today = assignments, today
        ordered = assignments.order_by()
        self.fields["programme"].queryset = Programme.objects.filter(pk__in=ordered.values(PROGRAMME))
        self.fields["activity"].queryset = Activity.objects.filter(
            pk__in=ordered.values("activity")
        ).in_document_order()
        schools = School.objects.filter(pk__in=ordered.values("school")).values_list("pk", "name")
        self.fields["school"].choices = [("", "все"), (DEPARTMENT, "отдел"), *((str(pk), name) for pk, name in schools)]

    @property
    def shows_waived(self) -> bool:
        return self.cleaned_data.get("state") == "waived"

    def filter(self) -> QuerySet[Assignment]:
        """Return the assignments that the fields ask for, in the plan's order; none if a field is wrong."""
        if not self.is_valid():
            return self.assignments.none()
        data = self.cleaned_data
        found = self.assignments.waived() if self.shows_waived else self.assignments.unfinished()
        if data.get("state") == "overdue":
            found = found.overdue(self.today)
        if programme := data.get("programme"):
            found = found.of_programme(programme)
        if activity := data.get("activity"):
            found = found.filter(activity=activity)
        if school := data.get("school"):
            found = found.filter(school=None if school == DEPARTMENT else school)
        return found.order_by("activity__direction__roadmap", "activity__sequence", "ends_on", "school__name_key", "pk")


class WaiverForm(forms.Form):
    """A step to take with the assignments that are ticked, or with all that the filter found."""

    step = forms.ChoiceField(choices=[("waive", "Не требуется"), ("require", "Снова требуется")])
    because = forms.CharField(required=False, max_length=1000)
    everything = forms.BooleanField(required=False)

    def __init__(self, *args, assignments: QuerySet[Assignment], found: QuerySet[Assignment], **kwargs):
        super().__init__(*args, **kwargs)
        self.assignments, self.found = assignments, found
        ticked = self.data.getlist("assignments") if self.is_bound else []
        self.ticked = set(map(sent_number, ticked)) - {None}

    @property
    def faults(self) -> list[str]:
        return [fault for faults in self.errors.values() for fault in faults]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("everything"):
            data["assignments"] = list(self.found)
        else:
            data["assignments"] = list(self.assignments.filter(pk__in=self.ticked))
        if not data["assignments"]:
            raise forms.ValidationError("Отметьте хотя бы одно поручение.")
        if data.get("step") == "waive" and not data.get("because", "").strip():
            self.add_error("because", "Напишите, почему не требуется: причина встанет в отчёты.")
        return data
