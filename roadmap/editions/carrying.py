"""What a programme made from another takes along that its document doesn't say: places, order, links, decisions."""

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from indicators.catalogue.models import Indicator
from roadmap.execution.actions.understanding import carry_exceptions
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.programmes.models import Programme, ProgrammeList, ProgrammeSchool, Section
from roadmap.targets.models import IndicatorRow
from schools.directory.models import Municipality, School


class KnownBefore:
    """The municipality's schools and indicators as they were, to tell what the words of a document brought anew."""

    def __init__(self, municipality: Municipality):
        self.municipality = municipality
        self.of = {model: set(self._all(model).values_list("pk", flat=True)) for model in (School, Indicator)}

    def drop_new(self, kept: set[School | Indicator]) -> None:
        """A school or an indicator that was renamed since is known by its link: its old name is nobody else's."""
        for model, known in self.of.items():
            mine = {each.pk for each in kept if isinstance(each, model)}
            self._all(model).exclude(pk__in=known | mine).delete()

    def _all(self, model: type):
        return model.objects.filter(municipality=self.municipality)


def carry_along(source: Programme, made: Programme, known: KnownBefore) -> None:
    _keep_places(source, made)
    _keep_plan(source, made)
    brought = _keep_links(source, made)
    known.drop_new(brought)


def _keep_places(source: Programme, made: Programme) -> None:
    """Each part stands where it stands in the source, whatever an import would guess from headings."""
    copies = list(made.sections.all())
    worded = iter([each for each in copies if each.is_stated])
    bare = {each.part: each for each in copies if not each.is_stated}
    placed = []
    for original in source.sections.all():
        copy = next(worded) if original.is_stated else bare.pop(original.part, None) or Section(programme=made)
        copy.part = original.part
        placed.append(copy)
    for part, copy in bare.items():
        if any(each.part == part for each in placed):
            copy.delete()
        else:  # a part that the source hasn't got
            placed.insert(copy.position, copy)
    for position, each in enumerate(placed):
        each.position = position
        each.save()


def _keep_plan(source: Programme, made: Programme) -> None:
    """Rows know what they were made from, and stand in its order, by its way of numbering."""
    plans = {each.programme_id: each for each in Roadmap.objects.filter(programme__in=[source, made])}
    if made.pk not in plans:
        return
    plans[made.pk].numbering = plans[source.pk].numbering
    plans[made.pk].save(update_fields=["numbering"])
    directions = list(_pairs(_directions(plans[source.pk]), _directions(plans[made.pk])))
    activities = list(_pairs(*(_activities(each) for each in zip(*directions, strict=True)))) if directions else []
    for original, copy in chain(directions, activities):
        copy.position = original.position
    for original, copy in activities:
        copy.origin, copy.sequence = original, original.sequence
        copy.requires_document = original.requires_document
    stages = list(_pairs(*(_stages(each) for each in zip(*activities, strict=True)))) if activities else []
    for original, copy in stages:
        copy.origin = original
    Direction.objects.bulk_update([copy for _, copy in directions], ["position"], batch_size=500)
    fields = ["position", "sequence", "origin", "requires_document"]
    Activity.objects.bulk_update([copy for _, copy in activities], fields, batch_size=500)
    Stage.objects.bulk_update([copy for _, copy in stages], ["origin"], batch_size=500)
    carry_exceptions([*activities, *stages])
    _keep_aims(activities)


def _pairs(originals: Iterable, copies: Iterable) -> Iterator[tuple]:
    return zip(originals, copies, strict=True)


def _directions(roadmap: Roadmap) -> list[Direction]:
    """Each after the one that it is in; those of one in their own order, which copies keep among themselves."""
    within: dict[int | None, list[Direction]] = {}
    for each in roadmap.directions.all():
        within.setdefault(each.parent_id, []).append(each)

    def below(parent: int | None) -> Iterator[Direction]:
        for each in within.get(parent, []):
            yield each
            yield from below(each.pk)

    return list(below(None))


def _activities(directions: Iterable[Direction]) -> list[Activity]:
    of: dict[int, list[Activity]] = {each.pk: [] for each in directions}
    for each in Activity.objects.filter(direction__in=of).select_related("executors", "dates").order_by("sequence"):
        of[each.direction_id].append(each)
    return list(chain.from_iterable(of.values()))


def _stages(activities: Iterable[Activity]) -> list[Stage]:
    of: dict[int, list[Stage]] = {each.pk: [] for each in activities}
    for each in Stage.objects.filter(activity__in=of).select_related("executors", "dates").order_by("position"):
        of[each.activity_id].append(each)
    return list(chain.from_iterable(of.values()))


def _keep_aims(activities: Iterable[tuple[Activity, Activity]]) -> None:
    """Which indicators an activity is to move."""
    copies = {original.pk: copy.pk for original, copy in activities}
    aim = Activity.indicators.through
    aims = aim.objects.filter(activity__in=copies).values_list("activity", "indicator")
    aim.objects.bulk_create(aim(activity_id=copies[activity], indicator_id=pk) for activity, pk in aims)


def _keep_links(source: Programme, made: Programme) -> set[School | Indicator]:
    """The schools and indicators that rows are tied to; gives those that the copy has and the source hasn't got."""
    brought: set[School | Indicator] = set()
    for name, originals, copies in (
        ("school", *(ProgrammeSchool.objects.filter(programme=each) for each in (source, made))),
        ("indicator", *(IndicatorRow.objects.filter(group__table__programme=each) for each in (source, made))),
    ):
        changed = []
        for original, copy in zip_longest(originals.select_related(name), copies.select_related(name)):
            if copy is None:
                break
            if original is None:
                brought |= {getattr(copy, name)} - {None}
            elif getattr(original, f"{name}_id") != getattr(copy, f"{name}_id"):
                setattr(copy, name, getattr(original, name))
                changed.append(copy)
        copies.model.objects.bulk_update(changed, [name], batch_size=500)
    return brought


def share_lists(source: Programme, made: Programme) -> None:
    """A revision has the very lists of what it amends, with their identification and what was written since."""
    ProgrammeList.objects.bulk_create(
        ProgrammeList(programme=made, low_result_list_id=each.low_result_list_id, position=each.position)
        for each in source.list_links.all()
    )
