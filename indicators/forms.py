from django import forms
from django.utils import timezone

from indicators.excel.opening import MOST_BYTES
from indicators.models import Collection, Comment, Indicator, Period, Submission, Value
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


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Книга Excel",
        help_text=f"Файл .xlsx до {MOST_BYTES // 2**20} МБ: выгруженный из портала, его шаблон или своя таблица "
        "с названиями школ и показателей, как в портале.",
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx,.xlsm"}),
        error_messages={"empty": "Файл пуст."},
    )
    kind = forms.ChoiceField(
        label="Какие это значения",
        choices=Value.Kind,
        help_text="Для своей таблицы. В файле портала это уже записано.",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args, has_kind: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Value.Kind.FACT
        if not has_kind:
            del self.fields["kind"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"Файл больше {MOST_BYTES // 2**20} МБ. Удалите из него рисунки и лишние листы."
            )
        return file
