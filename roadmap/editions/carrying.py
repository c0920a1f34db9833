"""Copies to a programme made from another what its document doesn't say: places, order, links, decisions."""

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from indicators.catalogue.models import Indicator
from roadmap.execution.actions.understanding import carry_exceptions
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.programmes.models import Programme, ProgrammeList, ProgrammeSchool, Section
from roadmap.targets.models import IndicatorRow
from schools.directory.models import Municipality, School


class KnownBefore:
    """Remembers the municipality's schools and indicators, to find those that taking a document in has created."""

    def __init__(self, municipality: Municipality):
        self.municipality = municipality
        self.of = {model: set(self._records_of(model).values_list("pk", flat=True)) for model in (School, Indicator)}

    def drop_new(self, kept: set[School | Indicator]) -> None:
        """Delete schools and indicators that were created since, except those in `kept`.

        They were created for old names of schools and indicators that have been renamed since; the copy gets the links
        of its source instead.
        """
        for model, known in self.of.items():
            mine = {each.pk for each in kept if isinstance(each, model)}
            self._records_of(model).exclude(pk__in=known | mine).delete()

    def _records_of(self, model: type):
        return model.objects.filter(municipality=self.municipality)


def carry_along(source: Programme, made: Programme, known: KnownBefore) -> None:
    """Copy places, the plan's links and decisions, and links of names from the source to the programme made of it."""
    _keep_places(source, made)
    _keep_plan(source, made)
    brought = _keep_links(source, made)
    known.drop_new(brought)


def _keep_places(source: Programme, made: Programme) -> None:
    """Put each part where it stands in the source, as an import only guesses that from headings."""
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
        else:  # the source doesn't have this part
            placed.insert(copy.position, copy)
    for position, each in enumerate(placed):
        each.position = position
        each.save()


def _keep_plan(source: Programme, made: Programme) -> None:
    """Link rows to those that they were made from, and take over their order and the way of numbering."""
    plans = {each.programme_id: each for each in Roadmap.objects.filter(programme__in=[source, made])}
    if made.pk not in plans:
        return
    plans[made.pk].numbering = plans[source.pk].numbering
    plans[made.pk].save(update_fields=["numbering"])
    directions = list(_pair(_read_directions(plans[source.pk]), _read_directions(plans[made.pk])))
    activities = list(_pair(*(_read_activities(each) for each in zip(*directions, strict=True)))) if directions else []
    for original, copy in chain(directions, activities):
        copy.position = original.position
    for original, copy in activities:
        copy.origin, copy.sequence = original, original.sequence
        copy.requires_document = original.requires_document
    stages = list(_pair(*(_read_stages(each) for each in zip(*activities, strict=True)))) if activities else []
    for original, copy in stages:
        copy.origin = original
    Direction.objects.bulk_update([copy for _, copy in directions], ["position"], batch_size=500)
    fields = ["position", "sequence", "origin", "requires_document"]
    Activity.objects.bulk_update([copy for _, copy in activities], fields, batch_size=500)
    Stage.objects.bulk_update([copy for _, copy in stages], ["origin"], batch_size=500)
    carry_exceptions([*activities, *stages])
    _keep_aims(activities)


def _pair(originals: Iterable, copies: Iterable) -> Iterator[tuple]:
    return zip(originals, copies, strict=True)


def _read_directions(roadmap: Roadmap) -> list[Direction]:
    """Return all directions, each behind its parent, in an order that is the same for the source and its copy."""
    within: dict[int | None, list[Direction]] = {}
    for each in roadmap.directions.all():
        within.setdefault(each.parent_id, []).append(each)

    def below(parent: int | None) -> Iterator[Direction]:
        for each in within.get(parent, []):
            yield each
            yield from below(each.pk)

    return list(below(None))


def _read_activities(directions: Iterable[Direction]) -> list[Activity]:
    of: dict[int, list[Activity]] = {each.pk: [] for each in directions}
    for each in Activity.objects.filter(direction__in=of).select_related("executors", "dates").order_by("sequence"):
        of[each.direction_id].append(each)
    return list(chain.from_iterable(of.values()))


def _read_stages(activities: Iterable[Activity]) -> list[Stage]:
    of: dict[int, list[Stage]] = {each.pk: [] for each in activities}
    for each in Stage.objects.filter(activity__in=of).select_related("executors", "dates").order_by("position"):
        of[each.activity_id].append(each)
    return list(chain.from_iterable(of.values()))


def _keep_aims(activities: Iterable[tuple[Activity, Activity]]) -> None:
    """Copy which indicators each activity is to change."""
    copies = {original.pk: copy.pk for original, copy in activities}
    aim = Activity.indicators.through
    aims = aim.objects.filter(activity__in=copies).values_list("activity", "indicator")
    aim.objects.bulk_create(aim(activity_id=copies[activity], indicator_id=pk) for activity, pk in aims)


def _keep_links(source: Programme, made: Programme) -> set[School | Indicator]:
    """Link the copy's rows to the schools and indicators of the source's rows.

    Returns schools and indicators of further rows that only the copy has.
    """
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
    """Give a revision the same lists as the one that it amends, not copies of them."""
    ProgrammeList.objects.bulk_create(
        ProgrammeList(programme=made, low_result_list_id=each.low_result_list_id, position=each.position)
        for each in source.list_links.all()
    )
