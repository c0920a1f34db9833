"""Turns a document's activity and a stored one into comparable words, and writes the former into the latter."""

from __future__ import annotations

from collections.abc import Collection

from roadmap.exchange.fields import fields_of, times_of
from roadmap.exchange.format import ActivityShape, StageShape
from roadmap.intake.changes.columns import TableColumns
from roadmap.intake.changes.proposed import says_the_same
from roadmap.plan.models import Activity, Stage
from roadmap.plan.stages import delete_stage
from roadmap.programmes.models import Programme

_LABELS = {
    "number": "Номер", "name": "Мероприятие", "term": "Срок", "responsible": "Ответственные",
    "result": "Ожидаемый результат", "document": "Документ", "report": "Отчёт", "stages": "Этапы",
}  # fmt: skip
_WRITTEN = ("number", "name", "responsible", "result", "document", "report")
_OF_STAGE = ("name", "responsible", "result", "document")


class ActivityWords:
    """Words of activities by field, with stages and the cells of further columns.

    Further cells have the keys under which the stored plan has, or would have, their columns.
    """

    def __init__(self, columns: TableColumns, programme: Programme, *, by) -> None:
        self.columns, self.programme, self.by = columns, programme, by
        self._further = columns.labels()
        self.labels = _LABELS | self._further

    def of_shape(self, shape: ActivityShape) -> dict[str, str | None]:
        stages = [
            self._join_stage(fields_of(each, *_OF_STAGE), times_of(each)["term"], self.columns.cells(each.cells))
            for each in shape.stages or []
        ]
        own = {**fields_of(shape, *_WRITTEN), "term": times_of(shape)["term"], "stages": "\n".join(stages)}
        return own | self.columns.cells(shape.cells)

    def of_stored(self, activity: Activity) -> dict[str, str | None]:
        stages = [
            self._join_stage({field: getattr(each, field) for field in _OF_STAGE}, each.term, each.cells)
            for each in activity.stages.all()
        ]
        own = {field: getattr(activity, field) for field in (*_WRITTEN, "term")}
        cells = {key: text for key, text in activity.cells.items() if key in self._further}
        return {**own, "stages": "\n".join(stages)} | cells

    def new(self, shape: ActivityShape) -> dict:
        """Return the fields of a new activity; its stages can be written once it is saved."""
        return fields_of(shape, *_WRITTEN) | self._times(shape)

    def write(self, activity: Activity, shape: ActivityShape, taken: Collection[str]) -> None:
        """Write into a stored activity what the document states of the fields in `taken`.

        A term or stages that differ in blanks only are left as they are.
        """
        old, new = self.of_stored(activity), self.of_shape(shape)
        for field, words in fields_of(shape, *_WRITTEN).items():
            if words is not None and field in taken:
                setattr(activity, field, words)
        if "term" in taken and new["term"] is not None and not says_the_same(old["term"], new["term"]):
            activity.term_is_made = False
            for field, words in times_of(shape).items():
                if field != "cells":
                    setattr(activity, field, words)
        cells = {key: text for key, text in self.columns.cells(shape.cells).items() if key in taken}
        activity.cells = {**activity.cells, **cells}
        activity.save()
        if "stages" in taken and not says_the_same(old["stages"], new["stages"]):
            self.write_stages(activity, shape.stages or [])
        self.bring_columns(shape, taken)

    def write_stages(self, activity: Activity, shapes: list[StageShape]) -> None:
        """Write the stages in order over the stored ones, which keep whatever else they have; delete the rest."""
        stored = list(activity.stages.order_by("position"))
        for position, shape in enumerate(shapes):
            stage = stored[position] if position < len(stored) else Stage(activity=activity, position=position)
            stage.term_is_made = False
            for field, words in (fields_of(shape, *_OF_STAGE) | self._times(shape)).items():
                setattr(stage, field, words)
            stage.save()
        for stage in stored[len(shapes) :]:
            delete_stage(stage, activity=activity, programme=self.programme, by=self.by)

    def bring_columns(self, shape: ActivityShape, taken: Collection[str] | None = None) -> None:
        """Add to the plan the columns it lacks in which the activity or a stage has words, if they are `taken`."""
        taken = set(self.labels) if taken is None else taken
        filled = {key for key in self._find_filled(shape, *_WRITTEN) if key in taken}
        times = {"start", "end", *(shape.marks or {})} if "term" in taken else set()
        filled |= times & self._find_filled(shape, *_WRITTEN)
        for stage in (shape.stages or []) if "stages" in taken else []:
            filled |= self._find_filled(stage, *_OF_STAGE)
        self.columns.bring(filled)

    def _find_filled(self, shape: ActivityShape | StageShape, *own: str) -> set[str]:
        filled = {field for field, words in fields_of(shape, *own, "term", "start", "end").items() if words}
        cells = {key for key, text in self.columns.cells(shape.cells).items() if text}
        return filled | set(shape.marks or {}) | cells

    def _times(self, shape: ActivityShape | StageShape) -> dict:
        return times_of(shape) | {"cells": self.columns.cells(shape.cells)}

    def _join_stage(self, words: dict[str, str | None], term: str | None, cells: dict[str, str]) -> str:
        further = [f"{self._further[key]}: {cells[key]}" for key in self._further if cells.get(key)]
        return " · ".join(filter(None, [*words.values(), term, *further]))
