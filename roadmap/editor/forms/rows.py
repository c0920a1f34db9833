"""Forms of a roadmap's rows: a direction, and an activity with its stages and control events."""

from django import forms
from django.http import QueryDict

from roadmap.editor.forms.place import PlaceColumns, add_place_fields, columns_for, place_words
from roadmap.plan.models import Roadmap
from roadmap.plan.row_words import OF_PLACE, blank_place
from roadmap.programmes.forms.written import (
    RowForm,
    SeenForm,
    WrittenFormField,
    WrittenTextarea,
    rows_formset,
    typed,
    with_one_more,
)

_NUMBER_HELP = "Пусто — портал поставит следующий номер сам."


class _Number(WrittenFormField):
    def __init__(self, **kwargs):
        super().__init__(label="Номер", max_length=50, widget=forms.TextInput, **kwargs)


class DirectionForm(SeenForm):
    number = _Number()
    title = WrittenFormField(label="Название направления", widget=WrittenTextarea(rows=2))

    def __init__(self, data=None, *, roadmap: Roadmap, **kwargs):
        super().__init__(data, **kwargs)
        self.roadmap = roadmap
        if self.words_now is None:
            self.fields["number"].help_text = _NUMBER_HELP
        for name in ("number", "title"):
            self.fields[name].initial = (self.words_now or {}).get(name)

    def words(self) -> dict:
        seen = self.cleaned_data["seen"]
        return {name: typed(self.cleaned_data[name], seen.get(name)) for name in ("number", "title")}

    def again(self, current: dict) -> "DirectionForm":
        form = DirectionForm(self.conflict_data(current), roadmap=self.roadmap, words=self.words_now)
        form.tell_conflicts(current)
        return form


class StageForm(RowForm):
    """A stage, whose cells replace the activity's own, or a control event, which has cells besides them."""

    kind = forms.ChoiceField(choices=[("stage", "этап"), ("event", "контрольное событие")], widget=forms.HiddenInput)
    name = WrittenFormField(label="Контрольное событие", widget=WrittenTextarea(rows=1))

    def __init__(self, *args, columns: PlaceColumns, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        add_place_fields(self, columns, self.initial)
        if not self.is_event:
            del self.fields["name"]

    @property
    def is_event(self) -> bool:
        return self["kind"].value() == "event"

    @property
    def title(self) -> str:
        return "Контрольное событие" if self.is_event else "Этап"

    def clean(self):
        data = super().clean()
        is_typed = any(data.get(name) for name in self.columns.cells)
        was_named = (self.initial.get("name") or "").strip() if data.get("id") else is_typed
        if self.is_event and was_named and not data.get("DELETE") and not (data.get("name") or "").strip():
            self.add_error("name", "Напишите, что за контрольное событие.")
        return data

    def words(self, was: dict) -> dict:
        data = self.cleaned_data
        name = {"name": typed(data.get("name", ""), was.get("name"), blank="")} if self.is_event else {"name": None}
        return {"id": data.get("id"), **name, **place_words(self, self.columns, was)}

    def is_empty(self, words: dict) -> bool:
        """Return whether it is new and nothing has been typed into it."""
        texts = [words["name"], *words["marks"].values(), *words["cells"].values()]
        texts += [words[name] for name in self.columns.cells]
        return not words["id"] and not any((text or "").strip() for text in texts)


StageFormSet = rows_formset(StageForm)


class ActivityForm(SeenForm):
    """An activity with its own cells, or with stages instead of them; and with its control events."""

    number = _Number()
    name = WrittenFormField(widget=WrittenTextarea(rows=3))
    report = WrittenFormField(widget=WrittenTextarea(rows=2))
    requires_document = forms.BooleanField(
        label="Без документа не выполнено",
        help_text="Отметку «выполнено» портал примет только с подтверждающим документом.",
        required=False,
    )

    def __init__(self, data=None, *, roadmap: Roadmap, **kwargs):
        super().__init__(data, **kwargs)
        self.roadmap = roadmap
        words = self.words_now or {}
        stages = words.get("stages", [])
        self.columns = columns_for(roadmap, [words, *stages])
        add_place_fields(self, self.columns, words)
        for name in ("number", "name", "report", "requires_document"):
            self.fields[name].initial = words.get(name)
            self.fields[name].label = self.columns.titles.get(name, self.fields[name].label)
        if self.words_now is None:
            self.fields["number"].help_text = _NUMBER_HELP
        if not roadmap.has_column("report") and words.get("report") is None:
            del self.fields["report"]
        shown = [
            stage | {"kind": "stage" if stage["name"] is None else "event", "ORDER": place}
            for place, stage in enumerate(stages, 1)
        ]
        self.stages = StageFormSet(data, prefix="stages", initial=shown, form_kwargs={"columns": self.columns})

    @property
    def has_stages(self) -> bool:
        return any(not stage.is_event for stage in self.stages.forms)

    @property
    def own_places(self) -> list[forms.BoundField]:
        """Return the fields of the activity's own cells; none if it has stages."""
        return [] if self.has_stages else [self[name] for name in self.columns.names]

    def is_valid(self) -> bool:
        return super().is_valid() & self.stages.is_valid()

    def clean(self):
        data = super().clean()
        was_named = self.words_now is None or (self.words_now["name"] or "").strip()
        if was_named and not (data.get("name") or "").strip():
            self.add_error("name", "Напишите, что за мероприятие.")
        return data

    def words(self) -> dict:
        """Return the row's words; an activity that was divided into stages has no words of its own in their cells."""
        data, seen = self.cleaned_data, self.cleaned_data["seen"]
        stages = self._collect_stages(seen.get("stages", []))
        own = place_words(self, self.columns, seen)
        if any(stage["name"] is None for stage in stages):
            had_stages = any(stage["name"] is None for stage in seen.get("stages", []))
            own = {name: seen[name] for name in OF_PLACE} if had_stages else blank_place()
        words = {name: self._read_typed(data[name], seen, name) for name in ("number", "name")}
        if "report" in self.fields:
            words["report"] = self._read_typed(data["report"], seen, "report")
        else:
            words["report"] = seen.get("report")
        return words | own | {"requires_document": data["requires_document"], "stages": stages}

    def _collect_stages(self, seen: list[dict]) -> list[dict]:
        """Return the stages in the order that the person gave them, without removed and empty new ones."""
        known = {stage["id"]: stage for stage in seen}
        stages = [(form, form.words(known.get(form.cleaned_data.get("id"), {}))) for form in self.stages.ordered_forms]
        return [words for form, words in stages if not form.is_empty(words)]

    def _read_typed(self, text: str, seen: dict, name: str) -> str | None:
        """Return what was typed; nothing in a new row is an empty cell if the document has the column, else None."""
        is_new = name not in seen
        return typed(text, seen.get(name), blank="" if is_new and self.roadmap.has_column(name) else None)

    def again(self, current: dict) -> "ActivityForm":
        form = ActivityForm(self.conflict_data(current), roadmap=self.roadmap, words=self.words_now)
        form.tell_conflicts(current)
        return form

    def with_one_more(self, kind: str) -> "ActivityForm":
        """Return a form with what is typed and one more empty stage or control event.

        The first stage takes over the activity's own cells, and an empty second one is added.
        """
        data, at = with_one_more(self.data, self.stages), self.stages.total_form_count()
        data[f"stages-{at}-kind"] = kind
        if kind == "stage" and not self.has_stages:
            self._hand_over(data, at)
            data[f"stages-{at + 1}-ORDER"], data["stages-TOTAL_FORMS"] = str(at + 2), str(at + 2)
            data[f"stages-{at + 1}-kind"] = kind
        return ActivityForm(data, roadmap=self.roadmap, words=self.words_now)

    def _hand_over(self, data: QueryDict, at: int) -> None:
        for name in self.columns.names:
            for key in (name, f"{name}_0", f"{name}_1"):  # a mark is sent as two values
                if key in data:
                    data[f"stages-{at}-{key}"] = data.pop(key)[0]
