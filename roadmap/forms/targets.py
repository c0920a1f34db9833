"""The form of a programme's table of indicators."""

import re

from django import forms
from django.http import QueryDict
from pydantic import TypeAdapter, ValidationError

from indicators.models import Indicator
from roadmap.forms.written import (
    RowForm,
    SeenForm,
    WrittenFormField,
    WrittenTextarea,
    rows_formset,
    typed,
    typed_rows,
    with_one_more,
)
from roadmap.interchange.format import PeriodLabel
from roadmap.models import Programme

_LABEL = TypeAdapter(PeriodLabel)
_LABELS = {
    "group": "Группа", "number": "Номер", "heading": "Надзаголовок", "name": "Показатель",
    "baseline": "Базовое значение", "target": "Целевое значение",
}  # fmt: skip


class TargetsForm(SeenForm):
    title = WrittenFormField(label="Заголовок таблицы", widget=WrittenTextarea(rows=1))
    periods = forms.CharField(
        label="Периоды",
        required=False,
        help_text="Годы или учебные годы через запятую: «2027, 2028» или «2027-2028, 2028-2029».",
    )
    catalogue = forms.ModelChoiceField(None, label="Добавить из каталога", required=False, empty_label="выберите…")

    def __init__(self, data=None, *, programme: Programme, words: dict, **kwargs):
        super().__init__(data, words=words, **kwargs)
        self.programme = programme
        years = range(programme.start_year, programme.end_year + 1)
        self.labels = words["periods"] if words["periods"] is not None else list(map(str, years))
        self.fields["title"].initial = words["title"]
        self.fields["periods"].initial = ", ".join(self.labels)
        self.fields["periods"].widget.attrs["class"] = "form-control"
        self.fields["catalogue"].queryset = Indicator.objects.filter(municipality=programme.municipality_id)
        self.fields["catalogue"].widget.attrs["class"] = "form-select"
        initial = [self._initial(row, place) for place, row in enumerate(words["rows"], 1)]
        self.rows = rows_formset(_row_form(self.labels))(data, prefix="rows", initial=initial)

    @staticmethod
    def _initial(row: dict, place: int) -> dict:
        return row | {f"plan-{label}": plan for label, plan in row["plans"].items()} | {"ORDER": place}

    def is_valid(self) -> bool:
        return super().is_valid() & self.rows.is_valid()

    def clean_periods(self) -> list[str]:
        labels = [label for label in re.split(r"[,;\s]+", self.cleaned_data["periods"]) if label]
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
        rows = typed_rows(self.rows, [_flat(row) for row in seen.get("rows", [])], _typed)
        return {
            "title": typed(data["title"], seen.get("title")),
            "periods": were if data["periods"] == (were or []) else data["periods"],
            "rows": [self._nested(row, seen) for row in rows],
        }

    def _nested(self, row: dict, seen: dict) -> dict:
        """Plans of periods that the form doesn't show stay as they were."""
        was = next((each["plans"] for each in seen.get("rows", []) if each["id"] == row["id"]), {})
        plans = was | {label: row[f"plan-{label}"] for label in self.labels if row[f"plan-{label}"] is not None}
        return {key: value for key, value in row.items() if not key.startswith("plan-")} | {"plans": plans}

    def again(self, current: dict) -> "TargetsForm":
        form = TargetsForm(self.conflict_data(current), programme=self.programme, words=self.words_now)
        form.tell_conflicts(current)
        return form

    def with_one_more_row(self) -> "TargetsForm":
        """An empty one, or the indicator chosen from the catalogue; then the periods may have changed too."""
        data: QueryDict = with_one_more(self.data, self.rows)
        pk, last = data.get("catalogue", ""), self.rows.total_form_count()
        chosen = self.fields["catalogue"].queryset.filter(pk=pk).first() if pk.isdecimal() else None
        if chosen:
            data[f"rows-{last}-name"], data[f"rows-{last}-heading"] = chosen.name, chosen.heading
            data[f"rows-{last}-group"] = data.get(f"rows-{last - 1}-group", "")
            data["catalogue"] = ""
        return TargetsForm(data, programme=self.programme, words=self.words_now)


def _flat(row: dict) -> dict:
    return row | {f"plan-{label}": plan for label, plan in row["plans"].items()}


def _typed(text: str, row: dict, name: str) -> str | None:
    return typed(text, row.get(name))


def _row_form(labels: list[str]) -> type[RowForm]:
    fields = {name: WrittenFormField(label=label) for name, label in _LABELS.items()}
    fields |= {f"plan-{label}": WrittenFormField(label=f"План, {label}") for label in labels}
    return type("TargetRowForm", (RowForm,), fields)
