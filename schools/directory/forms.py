import json

from crispy_forms.layout import Column, Row
from django import forms

from portal.forms import ConditionsForm, form_helper
from schools.directory.models import School, SchoolQuerySet


class SchoolForm(forms.ModelForm):
    """A school as the department knows it."""

    class Meta:
        model = School
        fields = ["name", "full_name", "kind", "address", "director_name", "email", "pupils", "is_active"]
        widgets = {"full_name": forms.Textarea({"rows": 2})}

    # What the person saw: only what they changed is written.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = {name: getattr(self.instance, name) for name in self.Meta.fields}
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
            "address",
            Row(Column("director_name", css_class="col-sm-6"), Column("email", css_class="col-sm-6")),
            *(["is_active"] if self.instance.pk else []),
        )

    def clean(self):
        """What somebody else changed meanwhile is told once, and is not overwritten before."""
        data, seen = super().clean(), self._seen()
        for name in self.fields.keys() & seen.keys():
            now = self.standing[name]
            if seen[name] not in (now, data.get(name)) and data.get(name) not in (now, seen[name]):
                self.add_error(
                    name, f"За это время другой человек записал здесь «{now}». Верно ваше — сохраните снова."
                )
        if self.errors and seen:
            # What they left alone is shown as it stands now.
            left = {name: now for name, now in self.standing.items() if seen.get(name) == data.get(name) != now}
            shown = {name: "" if now is None else now for name, now in left.items()}
            self.data = {**self.data.dict(), **shown, "seen": json.dumps(self.standing)}
        return data

    def _seen(self) -> dict:
        try:
            seen = json.loads(self.data.get("seen") or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def facts(self) -> dict:
        seen = self._seen()
        stated = {name: self.cleaned_data[name] for name in self.fields if name != "seen"}
        return {name: value for name, value in stated.items() if name not in seen or seen[name] != value}


class SchoolSearch(ConditionsForm):
    """Which schools of the list are shown."""

    q = forms.CharField(required=False)

    def filter(self, schools: SchoolQuerySet) -> SchoolQuerySet:
        return schools.search(self.cleaned_data["q"]) if self.is_valid() else schools
