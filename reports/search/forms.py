from django import forms

from portal.forms import ConditionsForm
from portal.text.keys import natural_key
from reports.search.finders import FINDERS


class SearchForm(ConditionsForm):
    """What is looked for, and, where one kind of it is shown in full, among what."""

    words = forms.CharField(label="Что найти", required=False, max_length=200)
    among = forms.ChoiceField(required=False, choices=[("", "всё"), *((each.code, each.label) for each in FINDERS)])

    def clean_words(self) -> str:
        """Signs alone are in no name; searched for, they would find everything."""
        words = self.cleaned_data["words"].strip()
        if words and not natural_key(words):
            raise forms.ValidationError("Одни знаки портал не ищет: наберите слово, часть слова или номер.")
        return words
