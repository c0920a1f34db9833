"""The form in which a person settles open questions before a document becomes a programme."""

from collections.abc import Sequence

from django import forms

from portal.forms import form_helper
from roadmap.exchange.names_meant import NamesMeant
from roadmap.intake.indicator_matching import NEW, NamedIndicator
from roadmap.intake.school_matching import NamedInDocument
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality

_NONE = "none"
_SAME = "same-"


class AcceptForm(forms.Form):
    """Asks for the programme's title, kind and years, and which schools and indicators the document's names mean."""

    title = forms.CharField(label="Название программы", widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label="Вид документа", choices=Programme.Kind.choices)
    start_year = forms.IntegerField(label="С года", min_value=1900, max_value=2200)
    end_year = forms.IntegerField(label="По год", min_value=1900, max_value=2200)

    def __init__(
        self,
        *args,
        names: Sequence[NamedInDocument],
        municipality: Municipality,
        indicators: Sequence[NamedIndicator] = (),
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.names, self.indicators = names, indicators
        self.schools = {str(school.pk): school for school in municipality.schools.all()}
        known = [(NEW, "завести новую школу"), (_NONE, "это не школа")]
        known += [(pk, str(school)) for pk, school in self.schools.items()]
        keys = {named.name: named.key for named in names}
        for named in names:
            same = keys.get(named.same_as)
            choices = known if same is None else [(f"{_SAME}{same}", f"та же школа: {named.same_as}"), *known]
            # A doubtful name has no initial answer, so that a person has to choose.
            initial = str(named.school.pk) if named.school else NEW if same is None else f"{_SAME}{same}"
            self.fields[named.key] = forms.ChoiceField(
                label=named.name,
                choices=[("", "выберите"), *choices] if named.doubts else choices,
                initial="" if named.doubts else initial,
            )
        for named in indicators:
            self.fields[named.key] = forms.ChoiceField(label=named.title, choices=[("", "выберите"), *named.choices])
        self.helper = form_helper()

    @property
    def school_fields(self):
        return [(named, self[named.key]) for named in self.names]

    @property
    def indicator_fields(self):
        return [self[named.key] for named in self.indicators]

    def clean(self):
        data = super().clean()
        if data.get("start_year") and data.get("end_year") and data["start_year"] > data["end_year"]:
            self.add_error("end_year", "Последний год раньше первого.")
        return data

    def meant(self) -> NamesMeant:
        """Return which schools and indicators the names mean, as chosen in a valid form."""
        chosen = {named.name: self.cleaned_data[named.key] for named in self.names}
        return NamesMeant(
            schools={name: self.schools[choice] for name, choice in chosen.items() if choice in self.schools},
            same={named.name: named.same_as for named in self.names if chosen[named.name].startswith(_SAME)},
            no_schools=frozenset(name for name, choice in chosen.items() if choice == _NONE),
            indicators={
                named.title: meant
                for named in self.indicators
                if (meant := named.meant_by(self.cleaned_data[named.key]))
            },
        )
