"""Compares a document's plan of activities with the stored one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from portal.text.keys import natural_key
from roadmap.editions.comparing import ComparedPlace, Wording, moved_places
from roadmap.exchange.added_parts import add_roadmap
from roadmap.exchange.format import ActivityShape, DirectionShape, ProgrammeDocument
from roadmap.execution.actions.understanding import understand_plan
from roadmap.execution.models import Assignment
from roadmap.intake.changes.activity_words import ActivityWords
from roadmap.intake.changes.columns import TableColumns
from roadmap.intake.changes.proposed import PartChanges, compare_wordings
from roadmap.intake.changes.rows import pair_rows, put_in_order
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.plan.outline import OutlineNode, read_outline
from roadmap.programmes.actions import place_part
from roadmap.programmes.models import Programme, Section
from schools.archive.actions import delete_kept

_ALIKE = 0.75  # of the letters of two names, where the number is the same


@dataclass(frozen=True)
class _StatedActivity:
    """An activity of the document, with the titles of the directions in which it stands."""

    shape: ActivityShape
    within: tuple[DirectionShape, ...]

    @property
    def direction_key(self) -> tuple[str, ...]:
        return _keys(each.title or "" for each in self.within)

    @property
    def key(self) -> str:
        return natural_key(self.shape.name or "")


class PlanChanges(PartChanges):
    """Changes of the plan. Activities are matched by direction and name, then by name, then by number and like name."""

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
        self.columns = TableColumns(self.roadmap, shape.columns, by=by)
        self.columns.propose(self, is_fragment=is_fragment)
        self.words = ActivityWords(self.columns, programme, by=by)
        self.said = said = list(_walk_activities(shape.directions or []))
        self.is_fragment = is_fragment
        self.directions = {each.pk: each for each in self.roadmap.directions.all()}
        stored = list(
            Activity.objects.filter(direction__roadmap=self.roadmap).prefetch_related("stages").in_document_order()
        )
        self.pairs = pairs = self._match_activities(stored, said)
        for each in said:
            if id(each) in pairs:
                self._propose_change(pairs[id(each)], each)
            else:
                self._propose_new(each)
        if not is_fragment:
            self._propose_moves(stored)
        kept = {activity.pk for activity in pairs.values()}
        for activity in stored:
            if not is_fragment and activity.pk not in kept:
                self._propose_struck(activity)

    def _propose_plan(self, document: ProgrammeDocument) -> None:
        names = [each.shape.name or "" for each in _walk_activities(document.programme.roadmap.directions or [])]

        def write() -> Iterator[Recorded]:
            add_roadmap(self.programme, document, by=self.by)
            self.roadmap = Roadmap.objects.get(programme=self.programme)
            for subject in (self.roadmap, self.programme):
                yield Recorded(subject, "план: добавлен по документу", after={"activities": names})

        self.propose("План мероприятий", [Wording("Мероприятия", None, "\n".join(names))], write)

    def _match_activities(self, stored: list[Activity], said: list[_StatedActivity]) -> dict[int, Activity]:
        pairs = pair_rows(stored, said, (
            lambda old, new: (
                natural_key(old.name or "") == new.key and _keys(self._direction_titles(old)) == new.direction_key
            ),
            lambda old, new: natural_key(old.name or "") == new.key,
            lambda old, new: (
                _number(old.number) == _number(new.shape.number) != "" and _alike(old.name, new.shape.name)
            ),
        ))  # fmt: skip
        return {id(said[at]): activity for at, activity in pairs.items()}

    def _propose_moves(self, stored: list[Activity]) -> None:
        """Propose moves to another direction or within one; a document without titles moves none to another."""
        old = [ComparedPlace(each.pk, str(each), {}, *_name_direction(self._direction_titles(each))) for each in stored]
        new = [self._place_of(each) for each in self.said]
        moved = moved_places(old, new)
        for each in self.said:
            if (activity := self.pairs.get(id(each))) and activity.pk in moved:
                place = moved[activity.pk]
                self.propose_move(activity, place, among=activity, into=partial(self._put_into, activity, each))

    def _place_of(self, said: _StatedActivity) -> ComparedPlace:
        activity = self.pairs.get(id(said))
        titles = tuple(each.title or "" for each in said.within)
        if activity and not any(titles):
            titles = self._direction_titles(activity)
        key = activity.pk if activity else ("new", id(said))
        named = str(Activity(number=said.shape.number, name=said.shape.name))
        return ComparedPlace(key, named, {}, *_name_direction(titles))

    def _put_into(self, activity: Activity, said: _StatedActivity) -> None:
        if any(each.title for each in said.within):
            activity.direction = self._find_or_make_direction(said.within)
            activity.save(update_fields=["direction"])

    def _direction_titles(self, activity: Activity) -> tuple[str, ...]:
        """Return the titles of a stored activity's directions from the outermost."""
        path, direction = [], self.directions.get(activity.direction_id)
        while direction is not None:
            path.insert(0, direction.title or "")
            direction = self.directions.get(direction.parent_id)
        return tuple(path)

    def _propose_new(self, said: _StatedActivity) -> None:
        new = self.words.of_shape(said.shape)

        def write() -> Iterator[Recorded]:
            direction = self._find_or_make_direction(said.within)
            activity = Activity.objects.create(
                direction=direction, position=_next_position(direction), **self.words.new(said.shape)
            )
            self.words.write_stages(activity, said.shape.stages or [])
            self.words.bring_columns(said.shape)
            self.pairs[id(said)] = activity
            self.placed.append(activity)
            yield Recorded(activity, "мероприятие добавлено по документу", after=new)

        within = " › ".join(each.title for each in said.within if each.title)
        title = f"{said.shape.name or 'Без названия'}" + (f" (в направлении «{within}»)" if within else "")
        self.propose(title, compare_wordings(self.words.labels, None, new), write)

    def _propose_change(self, activity: Activity, said: _StatedActivity) -> None:
        old, new = self.words.of_stored(activity), self.words.of_shape(said.shape)

        def write(taken: Collection[str]) -> Iterator[Recorded]:
            cells = {key for key, label in self.words.labels.items() if label in taken}
            self.words.write(activity, said.shape, cells)
            after = {key: text for key, text in new.items() if key in cells}
            yield Recorded(activity, "мероприятие изменено по документу", old, after)

        self.propose(str(activity), compare_wordings(self.words.labels, old, new), write, by_cells=True)

    def _propose_struck(self, activity: Activity) -> None:
        old = self.words.of_stored(activity)

        def write() -> Iterator[Recorded]:
            if Assignment.objects.filter(activity=activity).exists():
                raise Refusal(f"О мероприятии «{activity}» уже отчитались: убрать его нельзя. Снимите с него отметку.")
            delete_kept(activity, by=self.by, name=f"План: {activity} ({self.programme})", within=self.programme)
            yield Recorded(self.programme, "мероприятие убрано по документу", before=old)

        self.propose(str(activity), compare_wordings(self.words.labels, old, None), write)

    def _find_or_make_direction(self, within: tuple[DirectionShape, ...]) -> Direction:
        """Return the innermost of the directions with these titles; those that are missing are added at the end."""
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
                said = {"number": shape.number, "title": shape.title}
                record_changes([Recorded(same, "направление добавлено по документу", {}, said)], by=self.by)
            parent = same
        return parent

    def settle(self) -> None:
        """Put placed activities into the document's order and read their words; directions left empty stay."""
        if self.roadmap is None:
            return
        outline = read_outline(self.roadmap)
        if self.placed:
            said = [self.pairs[id(each)] for each in self.said if id(each) in self.pairs]
            for node in [outline.root, *outline.directions]:
                self._order_children(node, said)
        nodes = [node.record for node in read_outline(self.roadmap).root.walk() if not node.is_direction]
        for sequence, activity in enumerate(nodes):
            if activity.sequence != sequence:
                Activity.objects.filter(pk=activity.pk).update(sequence=sequence)
        place_part(self.programme, Section.Part.ROADMAP, stands=True, by=self.by)
        understand_plan(self.roadmap)

    def _order_children(self, node: OutlineNode, said: list[Activity]) -> None:
        """Put the placed rows of a direction behind those that precede them in the document."""
        rows = [each.record for each in node.children]
        here = [activity for activity in said if activity in rows]
        placed = [activity for activity in self.placed if activity in rows]
        if placed:
            put_in_order(here, rows, placed, is_fragment=self.is_fragment)


def _keys(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(natural_key, titles))


def _name_direction(titles: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the keys of directions from the outermost, and the innermost in words: «в направлении «Анализ»»."""
    return _keys(titles), f"в направлении «{titles[-1]}»" if titles and titles[-1] else ""


def _walk_activities(
    directions: Iterable[DirectionShape], within: tuple[DirectionShape, ...] = ()
) -> Iterator[_StatedActivity]:
    for direction in directions:
        path = (*within, direction)
        yield from (_StatedActivity(each, path) for each in direction.activities or [])
        yield from _walk_activities(direction.directions or [], path)


def _next_position(direction: Direction) -> int:
    places = [*direction.activities.values_list("position", flat=True)]
    places += Direction.objects.filter(parent=direction).values_list("position", flat=True)
    return max(places, default=-1) + 1


def _number(number: str | None) -> str:
    return (number or "").strip(" .)")


def _alike(old: str | None, new: str | None) -> bool:
    return SequenceMatcher(None, natural_key(old or ""), natural_key(new or "")).ratio() > _ALIKE
