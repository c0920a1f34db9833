"""Forms of a programme's text: its title, kind and years, and the rows of its parts."""

from crispy_forms.layout import Column, Row
from django import forms

from portal.forms import form_helper
from roadmap.programmes.forms.written import (
    RowForm,
    SeenForm,
    WrittenFormField,
    WrittenTextarea,
    rows_formset,
    typed,
    typed_rows,
    with_one_more,
)
from roadmap.programmes.kept_tables import places_as_kept, places_to_type
from roadmap.programmes.models import Programme
from roadmap.programmes.text_parts import TextPart


class TitleForm(SeenForm):
    title = WrittenFormField(label="Название", required=True, widget=WrittenTextarea(rows=2))
    kind = forms.ChoiceField(label="Вид документа", required=False, choices=[("", "—"), *Programme.Kind.choices])
    start_year = forms.IntegerField(label="Первый год", min_value=1900, max_value=2200)
    end_year = forms.IntegerField(label="Последний год", min_value=1900, max_value=2200)

    def __init__(self, data=None, *, words: dict | None = None, **kwargs):
        super().__init__(data, words=words, **kwargs)
        for name in ("title", "kind", "start_year", "end_year"):
            self.fields[name].initial = (words or {}).get(name)
        self.helper = form_helper(
            "seen",
            *(["municipality"] if "municipality" in self.fields else []),
            "title",
            Row(*(Column(name, css_class="col-sm-4") for name in ("kind", "start_year", "end_year"))),
        )

    def clean_title(self) -> str:
        if not self.cleaned_data["title"].strip():
            raise forms.ValidationError("Напишите название программы.")
        return self.cleaned_data["title"]

    def clean(self):
        data = super().clean()
        start, end = data.get("start_year"), data.get("end_year")
        if start and end and start > end:
            self.add_error("end_year", "Последний год не может быть раньше первого.")
        return data

    def words(self) -> dict:
        data = self.cleaned_data
        return {
            "title": typed(data["title"], data["seen"].get("title")),
            "kind": data["kind"] or None,
            "start_year": data["start_year"],
            "end_year": data["end_year"],
        }

    def again(self, current: dict) -> "TitleForm":
        form = TitleForm(self.conflict_data(current), words=self.words_now)
        form.tell_conflicts(current)
        return form


class PartForm(SeenForm):
    """The rows of one part of the text; `begins_usual` fills an empty part with the rows that it usually has."""

    def __init__(self, data=None, *, kind: TextPart, rows: list[dict], begins_usual: bool = False, **kwargs):
        super().__init__(data, words={"rows": rows}, **kwargs)
        self.kind = kind
        shown = rows or (kind.usual if begins_usual else ())
        initial = [row | {"ORDER": place} for place, row in enumerate(shown, 1)]
        self.rows = rows_formset(_build_row_form(kind))(data, prefix="rows", initial=initial)

    def is_valid(self) -> bool:
        return super().is_valid() & self.rows.is_valid()

    @property
    def seen_rows(self) -> list[dict]:
        return self.cleaned_data["seen"].get("rows", [])

    def typed(self) -> list[dict]:
        return typed_rows(self.rows, self.seen_rows, lambda text, row, name: typed(text, row.get(name)))

    def again(self, current: dict) -> "PartForm":
        form = PartForm(self.conflict_data(current), kind=self.kind, rows=current["rows"])
        form.tell_conflicts(current)
        return form

    def with_one_more_row(self) -> "PartForm":
        return PartForm(with_one_more(self.data, self.rows), kind=self.kind, rows=self.words_now["rows"])


class TextWithTablesField(WrittenFormField):
    """Shows the places of a text's tables in Russian and keeps them as the format has them."""

    def prepare_value(self, value):
        return value and places_to_type(value)

    def clean(self, value):
        return places_as_kept(super().clean(value))


def _build_row_form(kind: TextPart) -> type[RowForm]:
    sizes = {"text": 4, "long": 1}
    prose = {"text": {"data-portal-prose": ""}}
    fields = {
        name: (TextWithTablesField if kind.has_tables and name == "text" else WrittenFormField)(
            label=label,
            max_length=200_000,
            widget=WrittenTextarea(rows=sizes.get(name, 1), **prose.get(name, {})),
        )
        for name, label in kind.fields.items()
    }
    return type("PartRowForm", (RowForm,), fields)
