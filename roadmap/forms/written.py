"""Places of a document in a form: what nobody touched goes back exactly as it was, whatever a browser makes of it."""

import json

from django import forms
from pydantic import TypeAdapter, ValidationError

from portal.forms import form_helper
from roadmap.interchange.format import Words

_WORDS = TypeAdapter(Words)


def _check_words(text: str) -> None:
    """What a file of the interchange format may not say may not be typed either."""
    try:
        _WORDS.validate_python(text)
    except ValidationError as refusal:
        raise forms.ValidationError(refusal.errors()[0]["msg"]) from None


class WrittenTextarea(forms.Textarea):
    """Grows with its text where the browser can do that."""

    def __init__(self, rows: int = 1, **attrs):
        super().__init__({"rows": rows, "class": "form-control written-place", **attrs})


class WrittenFormField(forms.CharField):
    widget = WrittenTextarea

    def __init__(self, **kwargs):
        super().__init__(
            **{"required": False, "strip": False, "max_length": 20_000, "validators": [_check_words]} | kwargs
        )

    def clean(self, value):
        return super().clean((value or "").replace("\r\n", "\n").replace("\r", "\n"))


def typed(text: str, was: str | None, *, blank: str | None = None) -> str | None:
    """The place's new words, or exactly those that were there where a browser gives back the same.

    `blank` is what an untouched place without words becomes where there was none: NULL, or an empty cell.
    """
    if was is None:
        return text or blank
    return was if text == was.replace("\r\n", "\n").replace("\r", "\n") else text


class SeenForm(forms.Form):
    """A form that remembers which words the person saw, so that saving changes and compares only what they typed."""

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    helper = form_helper()

    def __init__(self, data=None, *, words: dict | None = None, **kwargs):
        """`words` are those that stand there now; None for what is not there yet."""
        super().__init__(data, **kwargs)
        self.words_now = words
        self.fields["seen"].initial = json.dumps(words, ensure_ascii=False)

    def clean_seen(self) -> dict:
        try:
            seen = json.loads(self.cleaned_data["seen"] or "null")
        except ValueError:
            seen = None
        # A forged or broken one makes every place a changed one, which is then compared with what stands there.
        if self.words_now is None or not isinstance(seen, dict):
            return {}
        return seen

    def conflict_data(self, current: dict):
        """What was sent, as if the other's words had now been seen: saving again decides."""
        data = self.data.copy()
        data["seen"] = json.dumps(self.cleaned_data["seen"] | current, ensure_ascii=False)
        return data

    def tell_conflicts(self, current: dict) -> None:
        for key, theirs in current.items():
            field = key if key in self.fields else None
            self.add_error(
                field,
                f"За это время здесь написал другой человек: «{_shown(theirs)}». "
                "Ваш текст не потерян: сохраните ещё раз, если верен он.",
            )


def _shown(words) -> str:
    if isinstance(words, list):
        return "; ".join(", ".join(str(v) for k, v in each.items() if k not in ("id", "key") and v) for each in words)
    return {True: "да", False: "нет", None: ""}.get(words, words) if not isinstance(words, str) else words
