"""Writes the catalogue: creates, renames, describes, orders, archives and deletes indicators."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from django.db import transaction

from indicators.catalogue.facts import IndicatorFacts, NameKey
from indicators.catalogue.models import Indicator
from indicators.catalogue.naming import names_told
from indicators.catalogue.queries import missing_indicators, what_depends_on
from portal.bulk import update_by_key
from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from portal.meanwhile import changed_places
from portal.refusals import Refusal
from schools.archive.actions import delete_kept
from schools.directory.models import Municipality

# The new values by the id of the indicator and the name of its field.
Answers = Mapping[tuple[int, str], str]


class CatalogueRefused(Refusal):
    """The indicator exists already, has no name, or can't be deleted because something depends on it."""


@transaction.atomic
def create_indicators(*, municipality: Municipality, facts: Iterable[IndicatorFacts], by) -> list[Indicator]:
    """Create the indicators at the end of the catalogue, all or none. Raises CatalogueRefused if one exists already.

    A weighted mean whose weight is not in the catalogue becomes an indicator that is entered by hand.
    """
    lock_record(municipality)
    known = {(each.heading_key, each.name_key): each for each in municipality.indicators.all()}
    last = max((each.position for each in known.values()), default=0)
    asked, made = list(facts), []
    for position, each in enumerate(asked, last + 1):
        if not each.key[1]:
            raise CatalogueRefused("У показателя должно быть название.")
        if each.key in known:
            raise CatalogueRefused(f"Показатель «{each}» в каталоге уже есть.")
        known[each.key] = Indicator(
            municipality=municipality, heading=each.heading, name=each.name, unit=each.unit, position=position,
            **each.fields,
        )  # fmt: skip
        made.append(known[each.key])
    for each in sorted(asked, key=lambda facts: bool(facts.weight or facts.whole)):
        _link_to_others(known[each.key], each, known)
        known[each.key].save()
    record_changes((Recorded(each, "показатель заведён", {}, {"name": str(each)}) for each in made), by=by)
    return made


@transaction.atomic
def create_wanted(*, municipality: Municipality, wanted: Iterable[IndicatorFacts], by) -> list[Indicator]:
    """Create those of the wanted indicators, and of the numbers of participants weighing them, that are missing."""
    lock_record(municipality)
    return create_indicators(municipality=municipality, facts=missing_indicators(municipality, wanted), by=by)


@transaction.atomic
def call_as_wanted(*, municipality: Municipality, same: Mapping[int, IndicatorFacts], by) -> list[Indicator]:
    """Rename own indicators, by id, to the wanted ones that a person says they are.

    Tables with their former names are still understood (`names_told`). Raises CatalogueRefused if a name is taken.
    """
    lock_record(municipality)
    indicators = municipality.indicators.select_for_update(of=("self",)).in_bulk(same)
    taken = {(each.heading_key, each.name_key) for each in municipality.indicators.all()}
    own_names, history = {}, []
    for pk, indicator in indicators.items():
        facts, before = same[pk], str(indicator)
        if facts.key in taken:
            raise CatalogueRefused(f"Показатель «{facts}» в каталоге уже есть: второй так не назвать.")
        taken.add(facts.key)
        indicator.heading, indicator.name = facts.heading, facts.name
        indicator.save()
        own_names[before] = indicator
        history.append(Recorded(indicator, "показатель назван иначе", {"name": before}, {"name": str(indicator)}))
    record_changes(history, by=by)
    names_told(municipality, own_names, by=by)
    return list(indicators.values())


def _link_to_others(indicator: Indicator, facts: IndicatorFacts, known: Mapping[NameKey, Indicator]) -> None:
    weight, whole = known.get(facts.weight), known.get(facts.whole)
    if weight:
        indicator.weight = weight
    elif indicator.rule == Indicator.Rule.WEIGHTED_MEAN and not indicator.weight_id:
        indicator.rule = Indicator.Rule.BY_HAND
    if whole and whole.unit == indicator.unit:
        indicator.whole = whole


@transaction.atomic
def fill_in(*, changed: Mapping[int, Mapping[str, str]], municipality: Municipality, by) -> None:
    """Fill in fields of known indicators that are still empty, by id, with what a list says of them."""
    indicators = municipality.indicators.select_for_update(of=("self",)).in_bulk(changed)
    history = []
    for pk, indicator in indicators.items():
        said = {name: value for name, value in changed[pk].items() if not getattr(indicator, name)}
        before = {name: _shown(indicator, name) for name in said}
        for name, value in said.items():
            setattr(indicator, name, value)
        indicator.save(update_fields=list(said))
        after = {name: _shown(indicator, name) for name in said}
        history.append(Recorded(indicator, "показатель описан", before, after))
    record_changes(history, by=by)


@transaction.atomic
def set_archived(*, indicator: Indicator, is_archived: bool, by) -> None:
    """Archive an indicator or take it back; an archived one is no longer collected, but its values stay."""
    was = lock_record(indicator).is_archived
    indicator.is_archived = is_archived
    indicator.save(update_fields=["is_archived"])
    told = "показатель в архиве" if is_archived else "показатель снова собирается"
    record_changes([Recorded(indicator, told, {"is_archived": was}, {"is_archived": is_archived})], by=by)


@transaction.atomic
def delete_indicator(*, indicator: Indicator, by) -> None:
    """Delete an indicator. Raises CatalogueRefused if anything depends on it."""
    lock_record(indicator)
    if depends := what_depends_on(indicator):
        told = "; ".join(depends)
        raise CatalogueRefused(f"«{indicator}» удалить нельзя, на нём держатся: {told}. Отправьте показатель в архив.")
    record_changes([Recorded(indicator, "показатель удалён", {"name": str(indicator)})], by=by)
    delete_kept(indicator, by=by)


@transaction.atomic
def move_in_catalogue(*, municipality: Municipality, moved: Iterable[int], up: bool, by) -> None:
    """Move one indicator past its neighbour in the group, or, if `moved` are a whole group, past the next group."""
    indicators = list(municipality.indicators.collected().select_for_update(of=("self",)))
    groups: dict[str, list[Indicator]] = {}
    for each in indicators:
        groups.setdefault(each.group, []).append(each)
    moved = set(moved)
    blocks = list(groups.values())
    whole = next((block for block in blocks if {each.pk for each in block} == moved), None)
    if whole is not None and len(blocks) > 1:
        _swap(blocks, blocks.index(whole), up)
    else:
        for block in blocks:
            for place in [place for place, each in enumerate(block) if each.pk in moved][:1]:
                _swap(block, place, up)
    ordered = [each for block in blocks for each in block]
    changed = [(each, place) for place, each in enumerate(ordered, 1) if each.position != place]
    if changed:
        update_by_key(Indicator, {each.pk: {"position": place} for each, place in changed})
        before = {"position": {str(each): each.position for each, _ in changed}}
        after = {"position": {str(each): place for each, place in changed}}
        record_changes([Recorded(municipality, "порядок показателей изменён", before, after)], by=by)


def _swap(things: list, place: int, up: bool) -> None:
    other = place - 1 if up else place + 1
    if 0 <= other < len(things):
        things[place], things[other] = things[other], things[place]


@transaction.atomic
def describe_indicators(*, answers: Answers, seen: Answers, by) -> None:
    """Write people's answers about indicators: their direction, their unit, what «до …» means in their plans.

    `seen` is what the person saw there. Raises ChangedMeanwhile, with nothing written, if somebody else has answered
    otherwise since.
    """
    indicators = Indicator.objects.select_for_update(of=("self",)).in_bulk({pk for pk, _ in answers})
    current = {(pk, name): getattr(indicators[pk], name) for pk, name in answers}
    changes = []
    changed = sorted(changed_places(answers, seen, current).items())
    for pk, of_one in groupby(changed, key=lambda each: each[0][0]):
        indicator, said = indicators[pk], {name: value for (_, name), value in of_one}
        before = {name: _shown(indicator, name) for name in said}
        for name, value in said.items():
            setattr(indicator, name, value)
        indicator.save(update_fields=list(said))
        after = {name: _shown(indicator, name) for name in said}
        changes.append(Recorded(indicator, "показатель описан", before, after))
    record_changes(changes, by=by)


def _shown(indicator: Indicator, name: str) -> str:
    shown = getattr(indicator, f"get_{name}_display", None)
    return str(shown() if shown else getattr(indicator, name))
