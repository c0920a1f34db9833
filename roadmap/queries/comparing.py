"""What a revision of a programme changes: the approved text and the new one, place by place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.text import natural_key
from roadmap.models import Activity, Direction, IndicatorRow, Programme, Stage, TargetValue
from roadmap.wording import Piece, compare_words


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    STRUCK = "struck"


@dataclass(frozen=True)
class Wording:
    """A place of a row, in both revisions; None where a revision has no such place."""

    label: str
    old: str | None
    new: str | None

    @property
    def is_changed(self) -> bool:
        return self.old != self.new

    @property
    def pieces(self) -> list[Piece]:
        return compare_words(self.old or "", self.new or "")


@dataclass(frozen=True)
class Row:
    """An activity, a stage, a row of the passport or of the indicators, a section."""

    title: str
    change: Change
    wordings: tuple[Wording, ...]

    @property
    def changed(self) -> list[Wording]:
        return [wording for wording in self.wordings if wording.is_changed]


@dataclass(frozen=True)
class PartCompared:
    title: str
    rows: list[Row]

    @property
    def changes(self) -> list[Row]:
        return [row for row in self.rows if row.change != Change.SAME]


@dataclass(frozen=True)
class _Place:
    """A row of one revision: what it is known by in both, its heading, and its words by label."""

    key: object
    title: str
    words: dict[str, str | None]


def compare_programmes(old: Programme, new: Programme) -> list[PartCompared]:
    """The parts that differ, each with those of its rows that do, in the new revision's order.

    Activities and stages are known again by their origin, the rest by its name. What was struck stands after what
    stood before it.
    """
    both: list[tuple[str, Iterable[_Place], Iterable[_Place]]] = [
        ("Название и сроки", _head(old), _head(new)),
        ("Паспорт", _passport(old), _passport(new)),
        ("Разделы", _sections(old), _sections(new)),
        ("Сокращения", _abbreviations(old), _abbreviations(new)),
        ("Показатели", _indicators(old), _indicators(new)),
        ("План мероприятий", _roadmap(old, known_by="pk"), _roadmap(new, known_by="origin_id")),
        ("Приложения", _annexes(old), _annexes(new)),
    ]
    parts = (PartCompared(title, _compare(list(before), list(after))) for title, before, after in both)
    return [part for part in parts if part.changes]


def _compare(old: Sequence[_Place], new: Sequence[_Place]) -> list[Row]:
    before, after = {place.key: place for place in old}, {place.key: place for place in new}
    struck_after: dict[object, list[_Place]] = {}
    anchor = None
    for place in old:
        if place.key in after:
            anchor = place.key
        else:
            struck_after.setdefault(anchor, []).append(place)
    rows = [_row(place, None) for place in struck_after.get(None, [])]
    for place in new:
        rows.append(_row(before.get(place.key), place))
        rows += [_row(struck, None) for struck in struck_after.get(place.key, [])]
    return rows


def _row(old: _Place | None, new: _Place | None) -> Row:
    labels = dict.fromkeys([*(old.words if old else ()), *(new.words if new else ())])
    wordings = tuple(
        Wording(label, old.words.get(label) if old else None, new.words.get(label) if new else None) for label in labels
    )
    if old and new:
        change = Change.CHANGED if any(wording.is_changed for wording in wordings) else Change.SAME
    else:
        change = Change.ADDED if new else Change.STRUCK
    return Row((new or old).title, change, wordings)


def _numbered(places: Iterable[_Place]) -> Iterable[_Place]:
    """Rows of one name are told apart by which of them it is."""
    seen: dict[object, int] = {}
    for place in places:
        seen[place.key] = seen.get(place.key, 0) + 1
        yield _Place((place.key, seen[place.key]), place.title, place.words)


def _head(programme: Programme) -> Iterable[_Place]:
    yield _Place("head", "Программа", {"Название": programme.title, "Годы": programme.years})


def _passport(programme: Programme) -> Iterable[_Place]:
    rows = programme.passport.all()
    return _numbered(_Place(natural_key(row.label or ""), row.label or "—", {"Текст": row.text}) for row in rows)


def _sections(programme: Programme) -> Iterable[_Place]:
    rows = [section for section in programme.sections.all() if section.is_stated]
    return _numbered(
        _Place(natural_key(row.title or ""), str(row), {"Номер": row.number, "Заголовок": row.title, "Текст": row.text})
        for row in rows
    )


def _abbreviations(programme: Programme) -> Iterable[_Place]:
    rows = programme.abbreviations.all()
    return _numbered(_Place(natural_key(row.short or ""), row.short or "—", {"Полностью": row.long}) for row in rows)


def _annexes(programme: Programme) -> Iterable[_Place]:
    rows = programme.annexes.all()
    return _numbered(
        _Place(natural_key(row.title or ""), str(row), {"Заголовок": row.title, "Текст": row.text}) for row in rows
    )


def _indicators(programme: Programme) -> Iterable[_Place]:
    rows = IndicatorRow.objects.filter(group__table__programme=programme).prefetch_related("values__period")
    return _numbered(
        _Place(natural_key(f"{row.heading or ''} {row.name or ''}"), str(row), _indicator_words(row)) for row in rows
    )


def _indicator_words(row: IndicatorRow) -> dict[str, str | None]:
    words = {"Номер": row.number, "Название": row.name, "База": row.baseline, "Целевое значение": row.target}
    for value in row.values.all():
        words |= {f"{name}, {value.period.label}": text for name, text in _stated(value)}
    return words


def _stated(value: TargetValue) -> list[tuple[str, str]]:
    return [(name, text) for name, text in (("План", value.plan), ("Факт", value.fact)) if text is not None]


def _roadmap(programme: Programme, *, known_by: str) -> Iterable[_Place]:
    """Directions, activities and their stages in the document's order."""
    directions = {each.pk: each for each in Direction.objects.filter(roadmap__programme=programme)}
    activities = Activity.objects.filter(direction__roadmap__programme=programme).prefetch_related("stages")
    told: set[int] = set()
    places = []
    for activity in activities.in_document_order():
        for direction in _path(directions, activity.direction_id):
            if direction.pk not in told:
                told.add(direction.pk)
                key = ("direction", natural_key(direction.title or str(direction)))
                words = {"Номер": direction.number, "Название": direction.title}
                places.append(_Place(key, f"Направление {direction}", words))
        places.append(_Place(_key(activity, known_by), str(activity), _activity_words(activity)))
        for stage in activity.stages.all():
            title = f"{activity}: этап {stage.position + 1}"
            places.append(_Place(_key(stage, known_by), title, _planned_words(stage)))
    return _numbered(places)


def _key(place: Activity | Stage, known_by: str) -> tuple:
    """The place of the old revision, which the new one has as its origin; what is new is known by itself."""
    origin = getattr(place, known_by)
    return (type(place), origin) if origin else ("new", type(place), place.pk)


def _path(directions: dict[int, Direction], pk: int | None) -> list[Direction]:
    path = []
    while pk is not None:
        path.insert(0, directions[pk])
        pk = directions[pk].parent_id
    return path


def _activity_words(activity: Activity) -> dict[str, str | None]:
    return {"Номер": activity.number, "Мероприятие": activity.name, **_planned_words(activity)}


def _planned_words(place: Activity | Stage) -> dict[str, str | None]:
    return {
        "Срок": place.term,
        "Ответственные": place.responsible,
        "Ожидаемый результат": place.result,
        "Документ": place.document,
    }
