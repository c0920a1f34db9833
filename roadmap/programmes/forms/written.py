"""Places of a document in a form: what nobody touched goes back exactly as it was, whatever a browser makes of it."""

import json
from collections.abc import Callable

from django import forms
from django.http import QueryDict
from pydantic import TypeAdapter, ValidationError

from portal.forms import form_helper
from roadmap.programmes.written import Words

_WORDS = TypeAdapter(Words)


def check_words(text: str) -> None:
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
            **{"required": False, "strip": False, "max_length": 20_000, "validators": [check_words]} | kwargs
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


class RowForm(forms.Form):
    """One of several rows of a list; its id, where it stands already."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)


def rows_formset(form: type[RowForm]) -> type[forms.BaseFormSet]:
    """Rows with a place and a mark that takes them away, as fields, so that they need no script."""

    class Rows(forms.BaseFormSet):
        def add_fields(self, form, index):
            super().add_fields(form, index)
            form.fields["ORDER"].widget.attrs["class"] = "form-control form-control-sm"
            form.fields["DELETE"].widget.attrs["class"] = "form-check-input"

    return forms.formset_factory(form, Rows, extra=0, can_delete=True, can_order=True, max_num=200)


def typed_rows(rows: forms.BaseFormSet, seen: list[dict], typed_place: Callable) -> list[dict]:
    """The rows in the order that the person gave them, without empty new ones; `typed_place(text, row, name)`."""
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
    """What was sent, and an empty row after it."""
    data, total = data.copy(), rows.total_form_count()
    data[f"{rows.prefix}-{total}-ORDER"] = str(total + 1)
    data[f"{rows.prefix}-TOTAL_FORMS"] = str(total + 1)
    return data


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
    if isinstance(words, dict):
        return "; ".join(f"{key}: {text}" for key, text in words.items())
    if isinstance(words, list):
        return "; ".join(", ".join(str(v) for k, v in each.items() if k not in ("id", "key") and v) for each in words)
    return {True: "да", False: "нет", None: ""}.get(words, words) if not isinstance(words, str) else words
