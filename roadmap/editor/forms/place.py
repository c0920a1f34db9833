"""Form fields for the cells of an activity or a stage: one for each column that the document or the row has."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django import forms

from roadmap.plan.columns import LABELS, label_of
from roadmap.plan.models import Activity, Roadmap
from roadmap.plan.parted_terms import is_plain_mark
from roadmap.plan.row_words import CELLS
from roadmap.programmes.forms.written import WrittenFormField, WrittenTextarea, typed
from roadmap.programmes.written import is_further_column, is_period

_USUAL_MARK = "х"


@dataclass(frozen=True)
class PlaceColumns:
    """The columns for which a row of the plan has cells: those of the document, and those where the row has words."""

    titles: Mapping[str, str]
    cells: tuple[str, ...]
    periods: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    mark: str = _USUAL_MARK
    stated: frozenset[str] = field(default_factory=frozenset)

    @property
    def names(self) -> list[str]:
        """Return the names of the fields in the order of a form."""
        when = [name for name in self.cells if name in ("term", "start", "end")]
        marks, further = ([f"{kind}-{key}" for key in keys] for kind, keys in self.own)
        return [*when, *marks, *(name for name in self.cells if name not in when), *further]

    @property
    def own(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("mark", self.periods), ("cell", self.further)


def columns_for(roadmap: Roadmap, places: Iterable[dict]) -> PlaceColumns:
    """Return the columns for a row; `places` are the words of the row and of its stages as they are now."""
    places, stated = list(places), [column["key"] for column in roadmap.columns or []]
    titles = {key: label_of(key) for key in (*LABELS, *stated)}
    titles |= {column["key"]: column["title"] for column in roadmap.columns or [] if column.get("title")}

    def held(name: str) -> list[str]:
        """Return the keys of marks or of further cells in the document's order, then those that only the row has."""
        used = sorted({key for place in places for key in place.get(name, ())})
        known = [key for key in stated if (is_period if name == "marks" else is_further_column)(key)]
        return list(dict.fromkeys([*known, *used]))

    periods, further = held("marks"), held("cells")
    parts = {name for name in ("start", "end") if name in stated or any(p.get(name) is not None for p in places)}
    has_term = "term" in stated or any(p.get("term") is not None for p in places) or not (parts or periods)
    cells = [n for n in CELLS if n in parts or n not in ("term", "start", "end") or (n == "term" and has_term)]
    titles |= {key: titles.get(key) or label_of(key) for key in (*periods, *further)}
    mark = usual_mark(roadmap) if periods else _USUAL_MARK
    return PlaceColumns(titles, tuple(cells), tuple(periods), tuple(further), mark, frozenset(stated))


def usual_mark(roadmap: Roadmap) -> str:
    """Return the sign that this plan mostly uses to mark a period, «х» if it marks none."""
    marked = Activity.objects.filter(direction__roadmap=roadmap).exclude(marks={}).values_list("marks", flat=True)
    signs = Counter(text for marks in marked for text in marks.values() if is_plain_mark(text))
    return signs.most_common(1)[0][0] if signs else _USUAL_MARK


class MarkWidget(forms.MultiWidget):
    template_name = "roadmap/editor/_mark.html"

    def __init__(self, label: str):
        words = {"class": "form-control form-control-sm", "aria-label": f"{label}: слова вместо отметки"}
        super().__init__(
            [forms.CheckboxInput({"class": "form-check-input", "aria-label": label}), forms.TextInput(words)]
        )

    def decompress(self, mark: str | None) -> list:
        return [bool((mark or "").strip()), "" if is_plain_mark(mark) else mark or ""]


class MarkField(forms.MultiValueField):
    """A period that can be ticked, or filled with words that say when in it; its value is (is ticked, words)."""

    def __init__(self, label: str):
        parts = forms.BooleanField(required=False), WrittenFormField(max_length=500)
        super().__init__(parts, required=False, require_all_fields=False, label=label, widget=MarkWidget(label))

    def compress(self, values: list) -> tuple[bool, str]:
        return (bool(values[0]), values[1]) if values else (False, "")


def typed_mark(sent: tuple[bool, str], was: str | None, usual: str) -> str | None:
    """Return the mark to keep, None for no mark; unchanged marks stay exactly as they were.

    New words count even without a tick; taking the tick away removes the words too.
    """
    is_ticked, words = sent
    shown = "" if is_plain_mark(was) else was or ""
    if words.strip() and (is_ticked or words != shown):
        return was if words == shown else words
    if is_ticked:
        return was if is_plain_mark(was) else usual
    return was if was is not None and not was.strip() else None


def add_place_fields(form: forms.Form, columns: PlaceColumns, words: dict) -> None:
    """Add the fields of a place to the form, in their order, after those that it has."""
    for name in columns.cells:
        form.fields[name] = WrittenFormField(
            label=columns.titles[name],
            widget=WrittenTextarea(rows=2 if name == "result" else 1),
            initial=words.get(name),
        )
    for key in columns.periods:
        form.fields[f"mark-{key}"] = MarkField(columns.titles[key])
        form.fields[f"mark-{key}"].initial = words.get("marks", {}).get(key)
    for key in columns.further:
        form.fields[f"cell-{key}"] = WrittenFormField(
            label=columns.titles[key], initial=words.get("cells", {}).get(key)
        )


def place_words(form: forms.Form, columns: PlaceColumns, was: dict) -> dict:
    """Return what the person typed into the place.

    What is left empty in a new row is an empty cell if the document has the column, else None.
    """
    data = form.cleaned_data

    def words(name: str, seen: dict, key: str) -> str | None:
        blank = "" if not was and key in columns.stated else None
        return typed(data.get(name, ""), seen.get(key), blank=blank)

    marks, cells = was.get("marks", {}), was.get("cells", {})
    typed_marks = {
        key: typed_mark(data.get(f"mark-{key}") or (False, ""), marks.get(key), columns.mark) for key in columns.periods
    }
    typed_cells = {key: words(f"cell-{key}", cells, key) for key in columns.further}
    return {
        **{name: words(name, was, name) if name in form.fields else was.get(name) for name in CELLS},
        "marks": _merge_typed(marks, typed_marks),
        "cells": _merge_typed(cells, typed_cells),
    }


def _merge_typed(was: dict, now: dict) -> dict:
    """Return what was there with what was typed, without None; what the form doesn't ask about stays."""
    return {key: text for key, text in (was | now).items() if text is not None}
