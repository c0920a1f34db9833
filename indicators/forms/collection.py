"""Opening and changing a collection, a step with submissions, a remark at a cell."""

from django import forms
from django.utils import timezone

from indicators.models import Collection, Comment, Indicator, Period, Submission
from portal.forms import DateInput, form_helper
from schools.models import Municipality, School


class CommentForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 2, "class": "form-control", "placeholder": "Замечание к ячейке"})}


class CollectionForm(forms.ModelForm):
    """Opens a collection; everything is chosen at first, so that one takes away what is not needed."""

    label = forms.CharField(label="За какой год", max_length=9, help_text="«2026» или «2025-2026».")
    schools = forms.ModelMultipleChoiceField(School.objects.none(), label="Школы", widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Collection
        fields = ["title", "label", "due_on", "indicators", "schools"]
        widgets = {"due_on": DateInput, "indicators": forms.CheckboxSelectMultiple}

    helper = form_helper()

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        indicators = Indicator.objects.filter(municipality=municipality)
        schools = School.objects.active().filter(municipality=municipality)
        self.fields["indicators"].queryset = self.fields["indicators"].initial = indicators
        self.fields["schools"].queryset = self.fields["schools"].initial = schools
        if "label" in self.fields:
            self.fields["label"].initial = timezone.localdate().year

    def clean_label(self) -> str:
        label = self.cleaned_data["label"]
        try:
            Period.from_label(label)
        except ValueError as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return label

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError("Этот день уже прошёл.")
        return due_on


class CollectionChangeForm(CollectionForm):
    """The same of a collection that schools already see; its year stays, for its values are of that year."""

    label = None

    class Meta(CollectionForm.Meta):
        fields = ["title", "due_on", "indicators", "schools"]

    def __init__(self, *args, instance: Collection, **kwargs):
        super().__init__(*args, instance=instance, municipality=instance.municipality, **kwargs)
        self.due_on = instance.due_on
        asked = School.objects.filter(submissions__collection=instance)
        self.fields["schools"].queryset = (self.fields["schools"].queryset | asked).distinct()
        self.initial["schools"] = asked

    def clean_due_on(self):
        """A day that has passed may stay, but not be chosen."""
        is_kept = self.cleaned_data["due_on"] == self.due_on
        return self.due_on if is_kept else super().clean_due_on()


class StepForm(forms.Form):
    """A step with the submissions that are ticked."""

    step = forms.ChoiceField(choices=[choice for choice in Submission.Step.choices if choice[0] != "send"])
    submissions = forms.ModelMultipleChoiceField(
        Submission.objects.none(), error_messages={"required": "Отметьте хотя бы одну школу."}
    )
    note = forms.CharField(label="Что исправить", required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
    until = forms.DateField(label="Открыть до", required=False, widget=DateInput)

    def __init__(self, *args, collection: Collection, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submissions"].queryset = collection.submissions.all()
