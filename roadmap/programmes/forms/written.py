"""Form fields for the words of a document: what nobody touched is kept exactly, whatever a browser makes of it."""

import json
from collections.abc import Callable

from django import forms
from django.http import QueryDict
from django.utils.text import normalize_newlines
from pydantic import TypeAdapter, ValidationError

from portal.forms import form_helper, sent_json
from roadmap.programmes.written import Words

_WORDS = TypeAdapter(Words)


def check_words(text: str) -> None:
    """Raise forms.ValidationError if the text has something that a file of the interchange format may not have."""
    try:
        _WORDS.validate_python(text)
    except ValidationError as refusal:
        raise forms.ValidationError(refusal.errors()[0]["msg"]) from None


class WrittenTextarea(forms.Textarea):
    """A text area that grows with its text where the browser can do that."""

    def __init__(self, rows: int = 1, **attrs):
        super().__init__({"rows": rows, "class": "written-place", **attrs})


class WrittenFormField(forms.CharField):
    widget = WrittenTextarea

    def __init__(self, **kwargs):
        super().__init__(
            **{"required": False, "strip": False, "max_length": 20_000, "validators": [check_words]} | kwargs
        )

    def clean(self, value):
        return super().clean(normalize_newlines(value or ""))


def typed(text: str, was: str | None, *, blank: str | None = None) -> str | None:
    """Return the new words of a place, or exactly the words it had if only line endings differ.

    `blank` is returned for a place that the document didn't have and that was left empty: None, or an empty cell.
    """
    if was is None:
        return text or blank
    return was if text == normalize_newlines(was) else text


class RowForm(forms.Form):
    """One row of a list, with the id of its record unless the row is new."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)


def rows_formset(form: type[RowForm]) -> type[forms.BaseFormSet]:
    """Build a formset whose rows have fields for their place and for deletion, so that it works without a script."""

    class Rows(forms.BaseFormSet):
        def add_fields(self, form, index):
            super().add_fields(form, index)
            form.fields["ORDER"].widget.attrs["class"] = "form-control-sm"

    return forms.formset_factory(form, Rows, extra=0, can_delete=True, can_order=True, max_num=200)


def typed_rows(rows: forms.BaseFormSet, seen: list[dict], typed_place: Callable) -> list[dict]:
    """Return the rows in the order that the person gave them, without empty new ones.

    `typed_place(text, row, name)` returns the words of a place, given the text sent and the row as it was seen.
    """
    known = {row["id"]: row for row in seen}
    found = []
    for form in rows.ordered_forms:
        pk = form.cleaned_data.get("id")
        names = [name for name in form.fields if name not in ("id", "ORDER", "DELETE")]
        was = known.get(pk, {})
        texts = {name: typed_place(form.cleaned_data.get(name, ""), was, name) for name in names}
        if pk or any((text or "").strip() for text in texts.values()):
            found.append({"id": pk, **texts})
    return found


def with_one_more(data: QueryDict, rows: forms.BaseFormSet) -> QueryDict:
    """Return a copy of the sent data with an empty row at the end."""
    data, total = data.copy(), rows.total_form_count()
    data[f"{rows.prefix}-{total}-ORDER"] = str(total + 1)
    data[f"{rows.prefix}-TOTAL_FORMS"] = str(total + 1)
    return data


class SeenForm(forms.Form):
    """A form that remembers which words the person saw, so that saving changes and compares only what they typed."""

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    helper = form_helper()

    def __init__(self, data=None, *, words: dict | None = None, **kwargs):
        """`words` are the words as they are now, None for something that doesn't exist yet."""
        super().__init__(data, **kwargs)
        self.remember(words)

    def remember(self, words: dict | None) -> None:
        """Keep the words as they are now; a form whose fields a record makes does so once it has made them."""
        self.words_now = words
        self.fields["seen"].initial = _as_json(words)

    def clean_seen(self) -> dict:
        try:
            seen = sent_json(self.cleaned_data["seen"] or "null")
        except ValueError:
            seen = None
        # A forged or broken value makes every place count as changed, so that it is compared with what is there now.
        if self.words_now is None or not isinstance(seen, dict):
            return {}
        return seen

    def conflict_data(self, current: dict):
        """Return the sent data with the other person's words marked as seen, so that saving again overwrites them."""
        data = self.data.copy()
        data["seen"] = _as_json(self.cleaned_data["seen"] | current)
        return data

    def tell_conflicts(self, current: dict) -> None:
        for key, theirs in current.items():
            field = key if key in self.fields else None
            self.add_error(
                field,
                f"За это время здесь написал другой человек: «{_format_words(theirs)}». "
                "Ваш текст не потерян: сохраните ещё раз, если верен он.",
            )


def _as_json(words: dict | None) -> str:
    return json.dumps(words, ensure_ascii=False, default=str)


def _format_words(words) -> str:
    if isinstance(words, dict):
        return "; ".join(f"{key}: {text}" for key, text in words.items())
    if isinstance(words, list):
        return "; ".join(", ".join(str(v) for k, v in each.items() if k not in ("id", "key") and v) for each in words)
    if isinstance(words, bool):
        return "да" if words else "нет"
    return "" if words is None else str(words)
