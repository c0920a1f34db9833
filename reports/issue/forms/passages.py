from django import forms
from django.utils.text import normalize_newlines

from portal.digests import digest_of
from portal.forms import form_helper
from reports.issue.queries import DocumentWords


class PassagesForm(forms.Form):
    """A field for each passage of a draft, and a hidden one with the hash of its text when the page was opened."""

    helper = form_helper()

    def __init__(self, *args, words: DocumentWords, **kwargs):
        super().__init__(*args, **kwargs)
        self.original, self.current = words.original, words.current
        for place, passage in enumerate(words.original):
            text = words.current[place]
            rows = 1 if passage.is_heading else min(3 + len(text) // 90 + text.count("\n"), 24)
            self.fields[f"text-{place}"] = forms.CharField(
                label=words.names[place],
                required=False,
                initial=text,
                strip=False,
                widget=forms.Textarea({"rows": rows} | ({} if passage.is_heading else {"data-portal-prose": ""})),
            )
            seen = forms.CharField(required=False, initial=digest_of(text), widget=forms.HiddenInput)
            self.fields[f"seen-{place}"] = seen

    def clean(self) -> dict:
        """Refuse a passage that somebody else changed meanwhile, unless to the same; sent once more, it is taken."""
        data = super().clean()
        for place in range(len(self.original)):
            text = _tidy(data.get(f"text-{place}") or "")
            data[f"text-{place}"] = text
            meanwhile = _tidy(self.current[place])
            if data.get(f"seen-{place}") != digest_of(self.current[place]) and text != meanwhile:
                self.add_error(
                    f"text-{place}",
                    f"Этот текст изменился, пока вы правили. Теперь здесь: «{meanwhile}». "
                    "Впишите в поле, как должно быть, и сохраните ещё раз.",
                )
                self.data = self.data.copy()
                self.data[self.add_prefix(f"seen-{place}")] = digest_of(self.current[place])
        return data

    def texts(self) -> dict[int, str]:
        return {place: self.cleaned_data[f"text-{place}"] for place in range(len(self.original))}


def _tidy(text: str) -> str:
    return normalize_newlines(text).strip()
