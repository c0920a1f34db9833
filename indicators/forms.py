from decimal import Decimal

from django import forms
from django.utils import timezone
from pydantic import ValidationError

from indicators.excel.opening import MOST_BYTES
from indicators.identification.delivered import delivered
from indicators.identification.format import MethodShape
from indicators.models import Collection, Comment, Indicator, Method, Period, RunSchool, Submission, Value
from indicators.queries.identification import Inquiry, choose_method
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


def method_choices(municipality: Municipality) -> list:
    """The municipality's own methods by their names, the delivered ones by their keys."""
    own = [(method.name, str(method)) for method in Method.objects.filter(municipality=municipality).newest()]
    ready = [(key, shape.name) for key, shape in delivered().items()]
    return [("Свои", own), ("Готовые", ready)] if own else ready


class ThresholdsForm(forms.Form):
    """A method's parameters to be changed: `shape` is the method with those that were."""

    chosen_shape: MethodShape | None = None

    def add_thresholds(self, shape: MethodShape) -> None:
        self.chosen_shape = shape
        for name, parameter in shape.parameters.items():
            self.fields[f"p_{name}"] = forms.DecimalField(
                label=parameter.title, required=False, localize=True, max_digits=15, decimal_places=6,
                help_text=f"В методе: {parameter.value.replace('.', ',')} {parameter.unit}".strip(),
                widget=forms.TextInput({"class": "form-control", "inputmode": "decimal"}),
            )  # fmt: skip

    def clean(self):
        """Those that make no sense are told; an empty one stays as it is."""
        moved = {
            name.removeprefix("p_"): value
            for name, value in self.cleaned_data.items() if name.startswith("p_") and value is not None
        }  # fmt: skip
        if self.chosen_shape:
            try:
                self.shape = self.chosen_shape.with_parameters(**moved)
            except ValidationError as refusal:
                raise forms.ValidationError([fault["msg"] for fault in refusal.errors()]) from None
        return self.cleaned_data


class TrialForm(ThresholdsForm):
    """Which method, which year, and, once a method is chosen, its thresholds to be moved."""

    method = forms.ChoiceField(label="Метод")
    period = forms.ModelChoiceField(Period.objects.all(), label="За какой год", to_field_name="label")

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = method_choices(municipality)
        self.fields["period"].queryset = Period.objects.order_by("-start_on")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        name = self.data.get("method", "")
        self.chosen = None
        if self.fields["method"].valid_value(name):
            self.chosen = choose_method(name, municipality)
            self.add_thresholds(self.chosen.shape)


class MethodChangeForm(ThresholdsForm):
    """The thresholds of a municipality's own method."""

    def __init__(self, *args, shape: MethodShape, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_thresholds(shape)
        for name, parameter in shape.parameters.items():
            self.fields[f"p_{name}"].initial = Decimal(parameter.value)


class MethodCopyForm(forms.Form):
    method = forms.ChoiceField(choices=lambda: [(key, shape.name) for key, shape in delivered().items()])
    name = forms.CharField(label="Название своего метода", max_length=500)


class TwoMethodsForm(forms.Form):
    """Two methods side by side, for one year."""

    first = forms.ChoiceField(label="Первый метод")
    second = forms.ChoiceField(label="Второй метод")
    period = forms.ModelChoiceField(Period.objects.all(), label="За какой год", to_field_name="label")

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        choices = method_choices(municipality)
        self.fields["first"].choices = self.fields["second"].choices = choices
        self.fields["period"].queryset = Period.objects.order_by("-start_on")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def clean(self):
        data = super().clean()
        if data.get("first") and data["first"] == data.get("second"):
            self.add_error("second", "Выберите другой метод: сравнивать метод с ним самим нечего.")
        return data

    def inquiries(self) -> tuple[Inquiry, Inquiry]:
        period = self.cleaned_data["period"]
        shapes = (choose_method(self.cleaned_data[each], self.municipality).shape for each in ("first", "second"))
        first, second = (Inquiry(self.municipality, period, shape) for shape in shapes)
        return first, second


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="Решение отдела", choices=RunSchool.Verdict.choices[:2], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Почему, если решение другое, чем у метода", required=False, max_length=2000,
        widget=forms.Textarea({"rows": 2, "class": "form-control"}),
    )  # fmt: skip
