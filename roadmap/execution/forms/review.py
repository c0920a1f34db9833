from django import forms
from django.db.models import QuerySet

from portal.forms import ConditionsForm, sent_number
from roadmap.execution.models import PROGRAMME, Assignment
from roadmap.execution.state_words import OF_REPORTS
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from schools.directory.models import School

Review = Assignment.Review


class ReviewFilter(ConditionsForm):
    """Says which reports of schools a page shows; the fields offer only what some report belongs to."""

    state = forms.ChoiceField(
        label="Отчёты",
        choices=[(review, OF_REPORTS[review]) for review in (Review.WAITING, Review.RETURNED, Review.CONFIRMED)],
        required=False,
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label="Программа", required=False, empty_label="все программы"
    )
    school = forms.ModelChoiceField(School.objects.none(), label="Школа", required=False, empty_label="все школы")
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label="Мероприятие", required=False, empty_label="все мероприятия"
    )

    def __init__(self, *args, assignments: QuerySet[Assignment], **kwargs):
        super().__init__(*args, **kwargs)
        self.assignments = assignments
        of_schools = assignments.exclude(review=Review.NONE).order_by()
        self.fields["programme"].queryset = Programme.objects.filter(pk__in=of_schools.values(PROGRAMME))
        self.fields["school"].queryset = School.objects.filter(pk__in=of_schools.values("school"))
        self.fields["activity"].queryset = Activity.objects.filter(
            pk__in=of_schools.values("activity")
        ).in_document_order()

    @property
    def state_shown(self) -> Review:
        return Review(self.cleaned_data.get("state") or Review.WAITING)

    def filter(self) -> QuerySet[Assignment]:
        """Return waiting reports, the oldest first, or reviewed ones, the latest first; none if a field is wrong."""
        if not self.is_valid():
            return self.assignments.none()
        order = "reported_at" if self.state_shown == Review.WAITING else "-reviewed_at"
        found = self.assignments.filter(review=self.state_shown).order_by(order, "pk")
        if programme := self.cleaned_data.get("programme"):
            found = found.of_programme(programme)
        if school := self.cleaned_data.get("school"):
            found = found.filter(school=school)
        if activity := self.cleaned_data.get("activity"):
            found = found.filter(activity=activity)
        return found


class ReviewForm(forms.Form):
    """A step to take with the reports that are ticked, each sent as id and version that was read: «15-2»."""

    step = forms.ChoiceField(choices=[("confirm", "Подтвердить"), ("return", "Вернуть")])
    note = forms.CharField(required=False, max_length=2000)

    def __init__(self, *args, assignments: QuerySet[Assignment], **kwargs):
        super().__init__(*args, **kwargs)
        self.assignments = assignments
        self.versions: dict[int, int] = {}

    @property
    def faults(self) -> list[str]:
        return [fault for faults in self.errors.values() for fault in faults]

    def clean(self) -> dict:
        data = super().clean()
        for each in self.data.getlist("assignments"):
            pk, version = map(sent_number, each.partition("-")[::2])
            if pk is not None and version is not None:
                self.versions[pk] = version
        if not self.versions:
            raise forms.ValidationError("Отметьте хотя бы один отчёт.")
        data["assignments"] = list(self.assignments.filter(pk__in=self.versions))
        if data.get("step") == "return" and not data.get("note", "").strip():
            self.add_error("note", "Напишите, что исправить: без этого школа не поймёт, почему ей вернули.")
        return data
