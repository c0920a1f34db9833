"""Forms that open and change a collection, take a step with submissions, and filter lists of submissions."""

import datetime
from collections.abc import Iterable

from crispy_forms.layout import HTML
from django import forms
from django.db import models
from django.utils import timezone

from indicators.catalogue.models import Indicator, Period
from indicators.catalogue.period_choices import grouped, labels_of_years, near_periods
from indicators.collections.models import Collection, Submission, SubmissionQuerySet
from portal.forms import ConditionsForm, DateInput, LongSelect, form_helper
from schools.directory.models import Municipality, School

# The time that the form proposes for schools to answer; whoever opens a collection can change the day.
DAYS_TO_FILL_IN = datetime.timedelta(days=14)


_TICK_ALL = (
    '<button type="button" class="btn btn-sm btn-outline-secondary mb-2" data-portal-tick-all="{}" hidden>'
    "Отметить или снять все {}</button>"
)


def _period_choices(periods: Iterable[Period]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(title, [(each.label, str(each)) for each in group]) for title, group in grouped(periods)]


def _check_label(label: str) -> str:
    try:
        Period.from_label(label)
    except ValueError as refusal:
        raise forms.ValidationError(str(refusal)) from None
    return label


class CollectionForm(forms.ModelForm):
    """Opens a collection; all indicators and schools are ticked at first, and one unticks what is not needed."""

    label = forms.CharField(
        label="За какой период", max_length=9, widget=forms.Select,
        help_text="Год, учебный год или его часть: каждый квартал, полугодие и месяц — отдельный сбор.",
    )  # fmt: skip
    other_label = forms.CharField(
        label="Период вместо выбранного выше", max_length=9, required=False, widget=forms.Select
    )
    schools = forms.ModelMultipleChoiceField(School.objects.none(), label="Школы", widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Collection
        fields = ["title", "label", "due_on", "indicators", "schools"]
        widgets = {"due_on": DateInput, "indicators": forms.CheckboxSelectMultiple}

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(*self._layout())
        indicators = Indicator.objects.collected().filter(municipality=municipality).of_schools()
        schools = School.objects.active().filter(municipality=municipality)
        self.fields["indicators"].queryset = self.fields["indicators"].initial = indicators
        self.fields["schools"].queryset = self.fields["schools"].initial = schools
        if "label" in self.fields:
            today = timezone.localdate()
            periods = [Period.from_label(each) for each in labels_of_years(range(today.year - 2, today.year + 2))]
            self.fields["label"].widget.choices = _period_choices(near_periods(periods, today))
            self.fields["other_label"].widget.choices = [("", "как выбрано выше"), *_period_choices(periods)]
            self.fields["label"].initial = today.year
            self.fields["title"].initial = f"Показатели за {today.year} год"
            self.fields["due_on"].initial = today + DAYS_TO_FILL_IN

    def _layout(self):
        """The fields in order: unusual periods are folded away, lists have a button that ticks all."""
        yield "title"
        if "label" in self.fields:
            opened = " open" if self.is_bound and self.data.get("other_label") else ""
            yield from ("label", HTML(f'<details class="mb-3"{opened}><summary>Другой период</summary>'))
            yield from ("other_label", HTML("</details>"))
        yield "due_on"
        for name in ("indicators", "schools"):
            yield from (HTML(_TICK_ALL.format(name, self.fields[name].label.lower())), name)

    def clean_label(self) -> str:
        return _check_label(self.cleaned_data["label"])

    def clean_other_label(self) -> str:
        return self.cleaned_data["other_label"] and _check_label(self.cleaned_data["other_label"])

    def clean(self):
        data = super().clean()
        if other := data.pop("other_label", ""):
            data["label"] = other
        return data

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError("Этот день уже прошёл.")
        return due_on


class CollectionChangeForm(CollectionForm):
    """Changes a collection that schools already see; its period can't change, as its values belong to it."""

    label = None
    other_label = None

    class Meta(CollectionForm.Meta):
        fields = ["title", "due_on", "indicators", "schools"]

    def __init__(self, *args, instance: Collection, **kwargs):
        super().__init__(*args, instance=instance, municipality=instance.municipality, **kwargs)
        self.due_on = instance.due_on
        asked_for = self.fields["indicators"].queryset | instance.indicators.all()
        self.fields["indicators"].queryset = asked_for.distinct()
        asked = School.objects.filter(submissions__collection=instance)
        self.fields["schools"].queryset = (self.fields["schools"].queryset | asked).distinct()
        self.initial["schools"] = asked

    def clean_due_on(self):
        """A day that has passed may stay as it is, but can't be chosen anew."""
        is_kept = self.cleaned_data["due_on"] == self.due_on
        return self.due_on if is_kept else super().clean_due_on()


class SubmissionStepForm(forms.Form):
    """A step with the ticked submissions; sending is not among the steps, it has a button on the school's page."""

    step = forms.ChoiceField(choices=[choice for choice in Submission.Step.choices if choice[0] != "send"])
    submissions = forms.ModelMultipleChoiceField(
        Submission.objects.none(), error_messages={"required": "Отметьте хотя бы одну школу."}
    )
    note = forms.CharField(label="Что исправить", required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
    until = forms.DateField(label="Открыть снова до", required=False, widget=DateInput)

    def __init__(self, *args, collection: Collection, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submissions"].queryset = collection.submissions.all()


class SubmissionChoice(models.TextChoices):
    """The states by which a list of answers to running collections can be narrowed."""

    ALL = "", "все"
    AWAITED = "awaited", "ещё не отправлены"
    LATE = "late", "опоздали"
    SENT = "sent", "отправлены, ждут отдела"
    WITH_DEPARTMENT = "with-department", "отправлены или приняты"
    RETURNED = "returned", "возвращены школе"
    ACCEPTED = "accepted", "приняты"


class SubmissionFilter(ConditionsForm):
    """The filter of a list of answers: by state, school and municipality."""

    state = forms.ChoiceField(label="Ответы школ", choices=SubmissionChoice, required=False)
    school = forms.ModelChoiceField(
        School.objects.none(), label="Школа", required=False, empty_label="все школы", widget=LongSelect
    )

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Муниципалитет", required=False, empty_label="все"
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        municipalities = Municipality.objects.visible_to(user)
        self.fields["municipality"].queryset = municipalities
        if len(municipalities[:2]) < 2:
            self.fields["municipality"].widget = forms.HiddenInput()
        self.fields["school"].queryset = School.objects.visible_to(user)

    def filter(self, submissions: SubmissionQuerySet, on: datetime.date) -> SubmissionQuerySet:
        """The answers that match on that day, the earliest last day first; none if the filter is invalid."""
        if not self.is_valid():
            return submissions.none()
        state, found = self.cleaned_data["state"], submissions
        if state == SubmissionChoice.AWAITED:
            found = found.awaited()
        elif state == SubmissionChoice.LATE:
            found = found.late(on)
        elif state == SubmissionChoice.WITH_DEPARTMENT:
            found = found.with_department()
        elif state:
            found = found.filter(status=state)
        if school := self.cleaned_data["school"]:
            found = found.filter(school=school)
        if municipality := self.cleaned_data["municipality"]:
            found = found.filter(collection__municipality=municipality)
        return found.order_by("collection__due_on", "collection", "school__name_key")
