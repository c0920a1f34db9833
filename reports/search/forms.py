from django import forms

from portal.forms import ConditionsForm
from portal.text.keys import natural_key
from reports.search.finders import FINDERS


class SearchForm(ConditionsForm):
    """The words to search for, and the kind of record of which all findings are shown, if any."""

    words = forms.CharField(label="Что найти", required=False, max_length=200)
    among = forms.ChoiceField(required=False, choices=[("", "всё"), *((each.code, each.label) for each in FINDERS)])

    def clean_words(self) -> str:
        """Refuse punctuation alone: it has no key to search by, so it would find everything."""
        words = self.cleaned_data["words"].strip()
        if words and not natural_key(words):
            raise forms.ValidationError("Одни знаки портал не ищет: наберите слово, часть слова или номер.")
        return words
