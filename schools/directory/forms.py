import json

from crispy_forms.layout import Column, Row
from django import forms
from django.utils.text import capfirst

from portal.forms import ConditionsForm, form_helper, sent_json
from schools.directory.kinds import CLASSES
from schools.directory.models import School, SchoolQuerySet


class ClassesField(forms.MultipleChoiceField):
    """Classes that are ticked in boxes, and kept as words: «1–4, 5–9»."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self):
        kept = School._meta.get_field("classes")
        choices = [(each, f"{each} классы") for each in CLASSES]
        super().__init__(label=capfirst(kept.verbose_name), help_text=kept.help_text, choices=choices, required=False)

    def prepare_value(self, value):
        return [each for each in value.split(", ") if each] if isinstance(value, str) else value

    def clean(self, value) -> str:
        return ", ".join(sorted(super().clean(list(filter(None, value or []))), key=CLASSES.index))


class SchoolForm(forms.ModelForm):
    """The form of a school; only what the person changed is written."""

    class Meta:
        model = School
        fields = ["name", "full_name", "kind", "classes", "address", "director_name", "email", "pupils", "is_active"]
        widgets = {"full_name": forms.Textarea({"rows": 2})}

    classes = ClassesField()
    # The values that the person saw, as JSON.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = {name: getattr(self.instance, name) for name in self.Meta.fields}
        kind = self.fields["kind"]
        kind.choices = [(value, label if value else "не указан") for value, label in kind.choices]
        self.fields["seen"].initial = json.dumps(self.standing)
        if self.instance.pk:
            self.fields[
                "name"
            ].help_text += " Новое название прежнего не стирает: по нему школу узнают в старых таблицах."
        else:
            del self.fields["is_active"]
        self.helper = form_helper(
            "seen",
            "name",
            "full_name",
            Row(Column("kind", css_class="col-sm-6"), Column("pupils", css_class="col-sm-6")),
            "classes",
            "address",
            Row(Column("director_name", css_class="col-sm-6"), Column("email", css_class="col-sm-6")),
            *(["is_active"] if self.instance.pk else []),
        )

    def clean(self):
        """Add errors for fields that somebody else has changed meanwhile too; sent once more, the form is accepted."""
        data, seen = super().clean(), self._read_seen()
        for name in self.fields.keys() & seen.keys():
            now = self.standing[name]
            if seen[name] not in (now, data.get(name)) and data.get(name) not in (now, seen[name]):
                self.add_error(
                    name, f"За это время другой человек записал здесь «{now}». Верно ваше — сохраните снова."
                )
        if self.errors and seen:
            # Fields that the person didn't touch are shown with their present values.
            left = {name: now for name, now in self.standing.items() if seen.get(name) == data.get(name) != now}
            shown = {name: "" if now is None else now for name, now in left.items()}
            self.data = {**self.data.dict(), **shown, "seen": json.dumps(self.standing)}
        return data

    def _read_seen(self) -> dict:
        try:
            seen = sent_json(self.data.get("seen") or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def facts(self) -> dict:
        """Return the fields that differ from what the person saw."""
        seen = self._read_seen()
        stated = {name: self.cleaned_data[name] for name in self.fields if name != "seen"}
        return {name: value for name, value in stated.items() if name not in seen or seen[name] != value}


class SchoolSearch(ConditionsForm):
    """Says which schools of the list to show."""

    q = forms.CharField(required=False)

    def filter(self, schools: SchoolQuerySet) -> SchoolQuerySet:
        return schools.search(self.cleaned_data["q"]) if self.is_valid() else schools
