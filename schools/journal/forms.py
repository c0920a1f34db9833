import datetime

from django import forms
from django.db.models import Count, F, QuerySet, Window
from django.utils import timezone

from portal.accounts.models import User
from portal.forms import ConditionsForm, DateInput, form_helper
from portal.history.models import Change, Way
from portal.text.keys import containing
from schools.directory.models import Municipality
from schools.journal.queries import kinds_in, people_in


class PersonField(forms.ModelChoiceField):
    """Of two people of one name the address tells who is who."""

    def label_from_instance(self, person: User) -> str:
        return f"{person} ({person.email})" if person.namesakes > 1 else str(person)


class JournalFilter(ConditionsForm):
    person = PersonField(User.objects.none(), label="Кто", required=False, empty_label="все")
    since = forms.DateField(label="С какого дня", required=False, widget=DateInput)
    until = forms.DateField(label="По какой день", required=False, widget=DateInput)
    kind = forms.TypedChoiceField(label="Что за запись", required=False, coerce=int, empty_value=None)
    through = forms.ChoiceField(label="Через что", required=False, choices=[("", "любым путём"), *Way.choices])
    words = forms.CharField(label="Слова", required=False, max_length=200, help_text="Действие, название, было, стало")

    def __init__(self, *args, municipality: Municipality, **kwargs):
        super().__init__(*args, **kwargs)
        namesakes = Window(Count("pk"), partition_by=[F("name_key")])
        self.fields["person"].queryset = people_in(municipality).annotate(namesakes=namesakes)
        self.fields["kind"].choices = [("", "любая"), *kinds_in(municipality)]
        self.helper = form_helper()

    def filter(self, entries: QuerySet[Change]) -> QuerySet[Change]:
        """Return the entries that meet the conditions; none if a condition is invalid."""
        if not self.is_valid():
            return entries.none()
        asked = self.cleaned_data
        if asked["person"]:
            entries = entries.filter(changed_by=asked["person"])
        if asked["since"]:
            entries = entries.filter(changed_at__gte=_find_beginning(asked["since"]))
        if asked["until"]:
            entries = entries.filter(changed_at__lt=_find_beginning(asked["until"] + datetime.timedelta(days=1)))
        if asked["kind"]:
            entries = entries.filter(subject_type=asked["kind"])
        if asked["through"]:
            entries = entries.filter(through=asked["through"])
        return entries.filter(containing("words_key", asked["words"]))


def _find_beginning(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
