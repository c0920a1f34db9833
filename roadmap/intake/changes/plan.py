"""A document's plan of activities against the one that is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.history.actions import Recorded
from portal.refusals import Refusal
from portal.text.keys import natural_key
from roadmap.editions.comparing import Wording
from roadmap.exchange.added_parts import add_roadmap
from roadmap.exchange.fields import fields_of, times_of
from roadmap.exchange.format import ActivityShape, DirectionShape, ProgrammeDocument, StageShape
from roadmap.execution.actions.understanding import understand_plan
from roadmap.execution.models import Assignment
from roadmap.intake.changes.proposed import PartChanges, says_the_same, worded
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.plan.outline import read_outline
from roadmap.programmes.actions import place_part
from roadmap.programmes.models import Programme, Section

_LABELS = {
    "number": "Номер", "name": "Мероприятие", "term": "Срок", "responsible": "Ответственные",
    "result": "Ожидаемый результат", "document": "Документ", "report": "Отчёт", "stages": "Этапы",
}  # fmt: skip
_WRITTEN = ("number", "name", "responsible", "result", "document", "report")
_OF_STAGE = ("name", "responsible", "result", "document")
_ALIKE = 0.75  # of the letters of two names, where the number is the same


@dataclass(frozen=True)
class _Said:
    """An activity of the document, with the titles of the directions in which it stands."""

    shape: ActivityShape
    within: tuple[DirectionShape, ...]

    @property
    def direction_key(self) -> tuple[str, ...]:
        return tuple(natural_key(each.title or "") for each in self.within)

    @property
    def key(self) -> str:
        return natural_key(self.shape.name or "")


class PlanChanges(PartChanges):
    """Activities are known by their names, first in the same direction; a like name of the same number is the same."""

    def __init__(self, programme: Programme, document: ProgrammeDocument, *, is_fragment: bool, by) -> None:
        super().__init__("План мероприятий")
        self.programme, self.by = programme, by
        self.roadmap = Roadmap.objects.filter(programme=programme).first()
        shape = document.programme.roadmap
        if shape is None:
            return
        if self.roadmap is None:
            self._propose_plan(document)
            return
        said = list(_activities(shape.directions or []))
        self.directions = {each.pk: each for each in self.roadmap.directions.all()}
        stored = list(
            Activity.objects.filter(direction__roadmap=self.roadmap).prefetch_related("stages").in_document_order()
        )
        pairs = self._paired(stored, said)
        for each in said:
            if id(each) in pairs:
                self._propose_change(pairs[id(each)], each)
            else:
                self._propose_new(each)
        kept = {activity.pk for activity in pairs.values()}
        for activity in stored:
            if not is_fragment and activity.pk not in kept:
                self._propose_struck(activity)
        if any(each.shape.cells for each in said):
            self.notes.append("Другие графы плана не сравниваются.")

    def _propose_plan(self, document: ProgrammeDocument) -> None:
        names = [each.shape.name or "" for each in _activities(document.programme.roadmap.directions or [])]

        def write() -> Iterator[Recorded]:
            add_roadmap(self.programme, document, by=self.by)
            self.roadmap = Roadmap.objects.get(programme=self.programme)
            yield Recorded(self.programme, "план: добавлен по документу", after={"activities": names})

        self.propose("План мероприятий", [Wording("Мероприятия", None, "\n".join(names))], write)

    def _paired(self, stored: list[Activity], said: list[_Said]) -> dict[int, Activity]:
        found: dict[int, Activity] = {}
        left = list(stored)
        tests = (
            lambda old, new: natural_key(old.name or "") == new.key and self._path(old) == new.direction_key,
            lambda old, new: natural_key(old.name or "") == new.key,
            lambda old, new: (
                _number(old.number) == _number(new.shape.number) != "" and _alike(old.name, new.shape.name)
            ),
        )
        for test in tests:
            for each in said:
                if id(each) not in found and (same := next((old for old in left if test(old, each)), None)):
                    found[id(each)] = same
                    left.remove(same)
        return found

    def _path(self, activity: Activity) -> tuple[str, ...]:
        path, direction = [], self.directions.get(activity.direction_id)
        while direction is not None:
            path.insert(0, natural_key(direction.title or ""))
            direction = self.directions.get(direction.parent_id)
        return tuple(path)

    def _propose_new(self, said: _Said) -> None:
        new = _words_of(said.shape)

        def write() -> Iterator[Recorded]:
            direction = self._direction(said.within)
            activity = Activity.objects.create(
                direction=direction,
                position=_next_position(direction),
                **fields_of(said.shape, *_WRITTEN),
                **times_of(said.shape),
            )
            _write_stages(activity, said.shape.stages or [])
            yield Recorded(activity, "мероприятие добавлено по документу", after=new)

        within = " › ".join(each.title for each in said.within if each.title)
        title = f"{said.shape.name or 'Без названия'}" + (f" (в направлении «{within}»)" if within else "")
        self.propose(title, worded(_LABELS, None, new), write)

    def _propose_change(self, activity: Activity, said: _Said) -> None:
        old, new = _words_of_stored(activity), _words_of(said.shape)

        def write() -> Iterator[Recorded]:
            for field, words in fields_of(said.shape, *_WRITTEN).items():
                if words is not None:
                    setattr(activity, field, words)
            if new["term"] is not None and not says_the_same(old["term"], new["term"]):
                activity.term_is_made = False
                for field, words in times_of(said.shape).items():
                    if field != "cells":
                        setattr(activity, field, words)
            activity.save()
            if not says_the_same(old["stages"], new["stages"]):
                _write_stages(activity, said.shape.stages or [])
            yield Recorded(activity, "мероприятие изменено по документу", old, new)

        self.propose(str(activity), worded(_LABELS, old, new), write)

    def _propose_struck(self, activity: Activity) -> None:
        old = _words_of_stored(activity)

        def write() -> Iterator[Recorded]:
            if Assignment.objects.filter(activity=activity).exists():
                raise Refusal(f"О мероприятии «{activity}» уже отчитались: убрать его нельзя. Снимите с него отметку.")
            activity.delete()
            yield Recorded(self.programme, "мероприятие убрано по документу", before=old)

        self.propose(str(activity), worded(_LABELS, old, None), write)

    def _direction(self, within: tuple[DirectionShape, ...]) -> Direction:
        """That of these titles; what is missing of them is made at the end of the plan."""
        parent: Direction | None = None
        for shape in within:
            inner = [each for each in self.directions.values() if each.parent_id == (parent and parent.pk)]
            same = next(
                (each for each in inner if natural_key(each.title or "") == natural_key(shape.title or "")), None
            )
            if same is None:
                position = _next_position(parent) if parent else len(inner)
                same = Direction.objects.create(
                    roadmap=self.roadmap, parent=parent, position=position, number=shape.number, title=shape.title
                )
                self.directions[same.pk] = same
            parent = same
        return parent

    def settle(self) -> None:
        """Activities in the document's order, their words understood; directions that nothing stands in stay."""
        if self.roadmap is None:
            return
        nodes = [node.record for node in read_outline(self.roadmap).root.walk() if not node.is_direction]
        for sequence, activity in enumerate(nodes):
            if activity.sequence != sequence:
                Activity.objects.filter(pk=activity.pk).update(sequence=sequence)
        place_part(self.programme, Section.Part.ROADMAP, stands=True)
        understand_plan(self.roadmap)


def _activities(directions: Iterable[DirectionShape], within: tuple[DirectionShape, ...] = ()) -> Iterator[_Said]:
    for direction in directions:
        path = (*within, direction)
        yield from (_Said(each, path) for each in direction.activities or [])
        yield from _activities(direction.directions or [], path)


def _words_of(shape: ActivityShape) -> dict[str, str | None]:
    stages = [
        " · ".join(filter(None, [*fields_of(each, *_OF_STAGE).values(), times_of(each)["term"]]))
        for each in shape.stages or []
    ]
    return {**fields_of(shape, *_WRITTEN), "term": times_of(shape)["term"], "stages": "\n".join(stages)}


def _words_of_stored(activity: Activity) -> dict[str, str | None]:
    stages = [
        " · ".join(filter(None, [*(getattr(each, field) for field in _OF_STAGE), each.term]))
        for each in activity.stages.all()
    ]
    own = {field: getattr(activity, field) for field in (*_WRITTEN, "term")}
    return {**own, "stages": "\n".join(stages)}


def _write_stages(activity: Activity, shapes: list[StageShape]) -> None:
    """Those that are there already keep what else is known of them."""
    stored = list(activity.stages.order_by("position"))
    for position, shape in enumerate(shapes):
        stage = stored[position] if position < len(stored) else Stage(activity=activity, position=position)
        stage.term_is_made = False
        for field, words in (fields_of(shape, *_OF_STAGE) | times_of(shape)).items():
            setattr(stage, field, words)
        stage.save()
    for stage in stored[len(shapes) :]:
        stage.delete()


def _next_position(direction: Direction) -> int:
    places = [*direction.activities.values_list("position", flat=True)]
    places += Direction.objects.filter(parent=direction).values_list("position", flat=True)
    return max(places, default=-1) + 1


def _number(number: str | None) -> str:
    return (number or "").strip(" .)")


def _alike(old: str | None, new: str | None) -> bool:
    return SequenceMatcher(None, natural_key(old or ""), natural_key(new or "")).ratio() > _ALIKE
