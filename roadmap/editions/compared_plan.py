"""Lists the rows of a revision's plan as places to compare: directions, activities and stages."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from portal.text.keys import natural_key
from roadmap.editions.comparing import ComparedPlace
from roadmap.plan.models import Activity, Direction, Stage
from roadmap.programmes.models import Programme


def plan_places(programme: Programme, *, known_by: str) -> list[ComparedPlace]:
    """Return the rows in the document's order.

    `known_by` is the attribute that recognises an activity or a stage: «pk» in the earlier revision, «origin_id» in the
    later one.
    """
    return list(_Plan(programme, known_by).below(None))


class _Plan:
    def __init__(self, programme: Programme, known_by: str):
        self.known_by = known_by
        self.titles: dict[str, str] = {}
        self.seen: Counter[str] = Counter()
        self.within: dict[int | None, list[Direction | Activity]] = defaultdict(list)
        for direction in Direction.objects.filter(roadmap__programme=programme):
            self.within[direction.parent_id].append(direction)
        activities = Activity.objects.filter(direction__roadmap__programme=programme)
        activities = activities.select_related("direction__roadmap")
        for activity in activities.prefetch_related("stages").in_document_order():
            self.within[activity.direction_id].append(activity)
            self.titles = self.titles or titles_of(activity.direction.roadmap.columns)

    def below(self, parent: ComparedPlace | None, pk: int | None = None) -> Iterator[ComparedPlace]:
        within = (parent.key, f"в направлении «{parent.title.removeprefix('Направление ')}»") if parent else (None, "")
        for each in sorted(self.within[pk], key=lambda each: each.position):
            if isinstance(each, Direction):
                name = natural_key(each.title or "")
                self.seen[name] += 1
                words = {"Номер": each.number, "Название": each.title}
                place = ComparedPlace(("direction", name, self.seen[name]), f"Направление {each}", words, *within)
                yield place
                yield from self.below(place, each.pk)
            else:
                yield from self._read_activity(each, *within)

    def _read_activity(self, activity: Activity, *within) -> Iterator[ComparedPlace]:
        place = ComparedPlace(_key_of(activity, self.known_by), str(activity), self._read_words(activity), *within)
        yield place
        for stage in activity.stages.all():
            title = f"{activity}: {stage.name or f'этап {stage.position + 1}'}"
            yield ComparedPlace(_key_of(stage, self.known_by), title, self._read_words(stage), place.key)

    def _read_words(self, place: Activity | Stage) -> dict[str, str | None]:
        own = {"Контрольное событие": place.name} if isinstance(place, Stage) else _read_activity_words(place)
        return own | _read_planned_words(place) | cell_words(place.cells, self.titles)


def _key_of(place: Activity | Stage, known_by: str) -> tuple:
    """Return the key that a place has in both revisions; a new place has a key of its own."""
    origin = getattr(place, known_by)
    return (type(place), origin) if origin else ("new", type(place), place.pk)


def _read_activity_words(activity: Activity) -> dict[str, str | None]:
    return {"Номер": activity.number, "Мероприятие": activity.name}


def titles_of(columns: list[dict] | None) -> dict[str, str]:
    return {column["key"]: column["title"] for column in columns or [] if column.get("title")}


def cell_words(cells: dict[str, str], titles: dict[str, str]) -> dict[str, str]:
    """Return the words in the document's own columns by the headings of the columns."""
    return {titles.get(key, "Другая графа"): text for key, text in cells.items()}


def _read_planned_words(place: Activity | Stage) -> dict[str, str | None]:
    """Return the words of the usual columns; marks, a beginning and an end are compared as the term made of them."""
    return {
        "Срок": place.term,
        "Ответственные": place.responsible,
        "Ожидаемый результат": place.result,
        "Документ": place.document,
    }
