"""The form of a programme's table of indicators."""

import re

from django import forms
from django.http import QueryDict
from pydantic import TypeAdapter, ValidationError

from indicators.catalogue.models import Indicator
from indicators.catalogue.period_words import read_labels, shown_label
from portal.forms import sent_number
from roadmap.programmes.forms.columns import ColumnsForm
from roadmap.programmes.forms.written import (
    WrittenFormField,
    WrittenTextarea,
    rows_formset,
    typed,
    typed_rows,
    with_one_more,
)
from roadmap.programmes.models import Programme
from roadmap.programmes.written import PeriodLabel, is_further_column
from roadmap.targets.catalogue_rows import CatalogueRows
from roadmap.targets.forms.catalogue import OF_CATALOGUE, CatalogueRowForm, SaidOfCatalogue, said_in
from roadmap.targets.models import IndicatorRow

_LABEL = TypeAdapter(PeriodLabel)
_COLUMNS = {
    "number": "Номер", "name": "Показатель", "unit": "Единица", "baseline": "Базовое значение",
    "values": "Значения по периодам", "target": "Целевое значение", "period": "Период",
}  # fmt: skip
_LABELS = {
    "group": "Группа", "number": "Номер", "heading": "Общий заголовок над названием", "name": "Показатель",
    "baseline": "Базовое значение", "target": "Целевое значение",
}  # fmt: skip


class TargetsForm(ColumnsForm):
    COLUMNS = _COLUMNS

    title = WrittenFormField(label="Заголовок таблицы", widget=WrittenTextarea(rows=1))
    periods = forms.CharField(
        label="Периоды",
        required=False,
        help_text="Через запятую: «2027, 2028», «2027-2028, 2028-2029», «I квартал 2027, II квартал 2027».",
    )
    catalogue = forms.ModelChoiceField(None, label="Добавить из каталога", required=False, empty_label="выберите…")

    def __init__(self, data=None, *, programme: Programme, words: dict, **kwargs):
        super().__init__(data, words=words, **kwargs)
        self.programme = programme
        years = range(programme.start_year, programme.end_year + 1)
        self.labels = words["periods"] if words["periods"] is not None else list(map(str, years))
        self.fields["title"].initial = words["title"]
        self.fields["periods"].initial = ", ".join(map(shown_label, self.labels))
        self.fields["catalogue"].queryset = Indicator.objects.collected().filter(municipality=programme.municipality_id)
        self.add_column_fields(words["columns"])
        self.cells = self._find_cells(words)
        initial = [_flatten(row) | {"ORDER": place} for place, row in enumerate(words["rows"], 1)]
        self.rows = rows_formset(_build_row_form(self.labels, self.cells))(data, prefix="rows", initial=initial)
        self._tie_rows()

    def _tie_rows(self) -> None:
        """Tie each row to the indicator of the catalogue that it means, as far as that is known."""
        catalogue = CatalogueRows(self.programme.municipality)
        tied = IndicatorRow.objects.filter(group__table__programme=self.programme).select_related("indicator")
        own = {row.pk: row.indicator for row in tied}
        for row in self.rows.forms:
            pk = row.data.get(row.add_prefix("id")) if row.is_bound else row.initial.get("id")
            row.tie(catalogue, own.get(sent_number(str(pk or ""))))

    @staticmethod
    def _find_cells(words: dict) -> dict[str, str]:
        """Return fields that only some documents need, with labels: the unit as written, and columns of their own."""
        titles = {column["key"]: column.get("title") for column in words["columns"] or []}
        used = {key for row in words["rows"] for key in row["cells"]}
        own = [*(key for key in titles if is_further_column(key)), *sorted(used - titles.keys())]
        has_unit = "unit" in titles or any(row["unit"] is not None for row in words["rows"])
        unit = {"written_unit": "Единица, как в документе"} if has_unit else {}
        return unit | {f"cell-{key}": titles.get(key) or "Другая графа" for key in own}

    def is_valid(self) -> bool:
        if not super().is_valid() & self.rows.is_valid():
            return False
        rows = self.rows.ordered_forms
        for row in rows:
            row.ask()
        return not any(row.errors for row in rows)

    @property
    def said_of_catalogue(self) -> SaidOfCatalogue:
        return said_in(self.rows.ordered_forms)

    def clean_periods(self) -> list[str]:
        named = [words.strip() for words in re.split(r"[,;\n]", self.cleaned_data["periods"])]
        labels = [label for words in named for label in read_labels(words)]
        try:
            labels = [_LABEL.validate_python(label) for label in labels]
        except ValidationError as refusal:
            raise forms.ValidationError(refusal.errors()[0]["msg"]) from None
        if len(set(labels)) < len(labels):
            raise forms.ValidationError("Один период назван дважды.")
        return labels

    def words(self) -> dict:
        data, seen = self.cleaned_data, self.cleaned_data["seen"]
        were = seen.get("periods")
        rows = typed_rows(self.rows, [_flatten(row) for row in seen.get("rows", [])], _read_typed)
        return {
            "title": typed(data["title"], seen.get("title")),
            "periods": were if data["periods"] == (were or []) else data["periods"],
            "columns": self.typed_columns(seen.get("columns")),
            "rows": [self._nest(row, seen) for row in rows],
        }

    def _nest(self, row: dict, seen: dict) -> dict:
        """Return a row with its plans and cells in dicts; those that the form doesn't show stay as they were."""
        was = next((each for each in seen.get("rows", []) if each["id"] == row["id"]), {})
        typed_plans = {label: row[f"plan-{label}"] for label in self.labels if row[f"plan-{label}"] is not None}
        typed_cells = {key[5:]: row[key] for key in self.cells if key.startswith("cell-") and row[key] is not None}
        kept = {name: row[name] for name in ("id", *_LABELS)}
        return kept | {
            "unit": row.get("written_unit", was.get("unit")),
            "cells": was.get("cells", {}) | typed_cells,
            "plans": was.get("plans", {}) | typed_plans,
        }

    def again(self, current: dict) -> "TargetsForm":
        form = TargetsForm(self.conflict_data(current), programme=self.programme, words=self.words_now)
        form.tell_conflicts(current)
        return form

    def with_one_more_column(self) -> "TargetsForm":
        data = self.data_with_columns([self.further_key()])
        return TargetsForm(data, programme=self.programme, words=self.words_now)

    def with_one_more_row(self) -> "TargetsForm":
        """Return the form with one more row: an empty one, or the indicator chosen from the catalogue."""
        data: QueryDict = with_one_more(self.data, self.rows)
        last = self.rows.total_form_count()
        chosen = self.fields["catalogue"].queryset.filter(pk=sent_number(data.get("catalogue"))).first()
        if chosen:
            data[f"rows-{last}-name"], data[f"rows-{last}-heading"] = chosen.name, chosen.heading
            data[f"rows-{last}-group"] = data.get(f"rows-{last - 1}-group", "")
            data[f"rows-{last}-direction"], data[f"rows-{last}-unit"] = chosen.direction, chosen.unit
            data["catalogue"] = ""
        return TargetsForm(data, programme=self.programme, words=self.words_now)


def _flatten(row: dict) -> dict:
    """Return a row as its form has it; `written_unit` is the document's unit, as `unit` is the catalogue's."""
    plans = {f"plan-{label}": plan for label, plan in row["plans"].items()}
    cells = {f"cell-{key}": text for key, text in row["cells"].items()}
    plain = {name: words for name, words in row.items() if name != "unit"}
    return plain | plans | cells | {"written_unit": row["unit"]}


def _read_typed(text: str, row: dict, name: str) -> str | None:
    """Return the words of a field; an empty cell in a new row is an empty cell of its column, not None."""
    if name in OF_CATALOGUE:
        return None
    return typed(text, row.get(name), blank="" if not row and name.startswith("cell-") else None)


def _build_row_form(labels: list[str], cells: dict[str, str]) -> type[CatalogueRowForm]:
    fields = {name: WrittenFormField(label=label) for name, label in _LABELS.items()}
    fields |= {f"plan-{label}": WrittenFormField(label=f"План, {shown_label(label)}") for label in labels}
    fields |= {name: WrittenFormField(label=label) for name, label in cells.items()}
    order = ["group", "number", "heading", "name", "means", "direction", "unit"]
    return type("TargetRowForm", (CatalogueRowForm,), fields | {"field_order": order})
