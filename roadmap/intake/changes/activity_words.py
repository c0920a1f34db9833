"""What a document's activity says, with its stages and the cells of further columns, and what a stored one does."""

from __future__ import annotations

from roadmap.exchange.fields import fields_of, times_of
from roadmap.exchange.format import ActivityShape, StageShape
from roadmap.intake.changes.columns import TableColumns
from roadmap.intake.changes.proposed import says_the_same
from roadmap.plan.models import Activity, Stage

_LABELS = {
    "number": "Номер", "name": "Мероприятие", "term": "Срок", "responsible": "Ответственные",
    "result": "Ожидаемый результат", "document": "Документ", "report": "Отчёт", "stages": "Этапы",
}  # fmt: skip
_WRITTEN = ("number", "name", "responsible", "result", "document", "report")
_OF_STAGE = ("name", "responsible", "result", "document")


class ActivityWords:
    """`columns`: those of the plan, under whose keys the further cells are kept."""

    def __init__(self, columns: TableColumns) -> None:
        self.columns = columns
        self._further = columns.labels()
        self.labels = _LABELS | self._further

    def of_shape(self, shape: ActivityShape) -> dict[str, str | None]:
        stages = [
            self._line(fields_of(each, *_OF_STAGE), times_of(each)["term"], self.columns.cells(each.cells))
            for each in shape.stages or []
        ]
        own = {**fields_of(shape, *_WRITTEN), "term": times_of(shape)["term"], "stages": "\n".join(stages)}
        return own | self.columns.cells(shape.cells)

    def of_stored(self, activity: Activity) -> dict[str, str | None]:
        stages = [
            self._line({field: getattr(each, field) for field in _OF_STAGE}, each.term, each.cells)
            for each in activity.stages.all()
        ]
        own = {field: getattr(activity, field) for field in (*_WRITTEN, "term")}
        cells = {key: text for key, text in activity.cells.items() if key in self._further}
        return {**own, "stages": "\n".join(stages)} | cells

    def new(self, shape: ActivityShape) -> dict:
        """Fields of an activity that says this; its stages are written after it is saved."""
        return fields_of(shape, *_WRITTEN) | self._times(shape)

    def write(self, activity: Activity, shape: ActivityShape) -> None:
        """What the document states; a term is set anew only where its words are others."""
        old, new = self.of_stored(activity), self.of_shape(shape)
        for field, words in fields_of(shape, *_WRITTEN).items():
            if words is not None:
                setattr(activity, field, words)
        if new["term"] is not None and not says_the_same(old["term"], new["term"]):
            activity.term_is_made = False
            for field, words in times_of(shape).items():
                if field != "cells":
                    setattr(activity, field, words)
        activity.cells = {**activity.cells, **self.columns.cells(shape.cells)}
        activity.save()
        if not says_the_same(old["stages"], new["stages"]):
            self.write_stages(activity, shape.stages or [])
        self.bring_columns(shape)

    def write_stages(self, activity: Activity, shapes: list[StageShape]) -> None:
        """Those that are there already keep what else is known of them."""
        stored = list(activity.stages.order_by("position"))
        for position, shape in enumerate(shapes):
            stage = stored[position] if position < len(stored) else Stage(activity=activity, position=position)
            stage.term_is_made = False
            for field, words in (fields_of(shape, *_OF_STAGE) | self._times(shape)).items():
                setattr(stage, field, words)
            stage.save()
        for stage in stored[len(shapes) :]:
            stage.delete()

    def bring_columns(self, shape: ActivityShape) -> None:
        """Columns that the plan has not yet and in which this activity, or a stage of it, says something."""
        filled: set[str] = set()
        for each in (shape, *(shape.stages or [])):
            own = (*_WRITTEN, "term", "start", "end") if each is shape else (*_OF_STAGE, "term", "start", "end")
            filled |= {field for field, words in fields_of(each, *own).items() if words}
            filled |= set(each.marks or {}) | {key for key, text in self.columns.cells(each.cells).items() if text}
        self.columns.bring(filled)

    def _times(self, shape: ActivityShape | StageShape) -> dict:
        return times_of(shape) | {"cells": self.columns.cells(shape.cells)}

    def _line(self, words: dict[str, str | None], term: str | None, cells: dict[str, str]) -> str:
        further = [f"{self._further[key]}: {cells[key]}" for key in self._further if cells.get(key)]
        return " · ".join(filter(None, [*words.values(), term, *further]))
