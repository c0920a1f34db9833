"""Asks a person what unknown names in a file mean, and takes the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.catalogue.facts import IndicatorFacts
from indicators.catalogue.models import Indicator
from indicators.collections.models import Collection
from indicators.quantity.units import unit_in_name
from indicators.values.permissions import can_enter
from indicators.workbooks.actions import Meaning
from indicators.workbooks.import_plan import ImportPlan
from indicators.workbooks.models import NameChoice
from indicators.workbooks.placed_cells import NOT_ASKED, TWICE, UNKNOWN
from portal.text.keys import natural_key
from schools.directory.models import Municipality, School
from schools.directory.name_words import is_elsewhere, is_total, is_whole_municipality

MUNICIPALITY, LEFT_OUT, NEW = "municipality", "left-out", "new"
MOST_NAMES = 50


@dataclass(frozen=True)
class NameToChoose:
    """An unknown name in the file, for a person to choose its meaning; `options` and `likely` are keys and names."""

    what: str
    number: int
    sheet: str
    place: str
    text: str
    likely: list[tuple[str, str]]
    options: list[tuple[str, str]]
    proposed: str = ""
    why: str = ""
    """What is told beside the name, if it is more than that nobody knows it."""


def meanings_for(user, municipality: Municipality, collection: Collection | None) -> dict[str, dict[str, object]]:
    """What names of schools and of indicators may mean, by keys, within the user's scope and the collection."""
    schools = School.objects.visible_to(user).filter(municipality=municipality)
    indicators = Indicator.objects.filter(municipality=municipality)
    if collection:
        schools = schools.filter(submissions__collection=collection)
        indicators = collection.indicators.all()
    places: dict[str, object] = {str(school.pk): school for school in schools}
    if not collection and can_enter(user, municipality_id=municipality.pk, school_id=None):
        places = {MUNICIPALITY: municipality, **places}
    return {"school": places, "indicator": {str(indicator.pk): indicator for indicator in indicators}}


def names_to_choose(user, municipality: Municipality, collection: Collection | None, plan: ImportPlan) -> dict:
    """The names to ask about, each once and 50 at most, and (`told`) what else could not be matched."""
    asked: dict[tuple[str, str], NameToChoose] = {}
    unplaced = plan.unplaced
    meanings = meanings_for(user, municipality, collection) if any(each.what for _, each in unplaced) else {}
    options = {what: [(key, str(meant)) for key, meant in of.items()] for what, of in meanings.items()}
    for number, (sheet, each) in enumerate(unplaced):
        key = (each.what, natural_key(each.text))
        if each.what and key not in asked and len(asked) < MOST_NAMES:
            proposed = str(each.likely) if str(each.likely) in dict(options[each.what]) else ""
            if each.what == NameChoice.What.SCHOOL:
                proposed = _proposed_of_many(each.text, municipality, options["school"]) or proposed
                proposed = LEFT_OUT if each.why == TWICE else proposed
            likely = [option for option in options[each.what] if option[0] == proposed or option[1] in each.nearest]
            likely.sort(key=lambda option: option[0] != proposed)
            asked[key] = NameToChoose(
                each.what,
                number,
                sheet.title,
                each.place,
                each.text,
                likely,
                options[each.what],
                proposed,
                "" if each.why in (UNKNOWN, NOT_ASKED) else each.why,
            )
    told = [(sheet, each) for sheet, each in unplaced if (each.what, natural_key(each.text)) not in asked]
    return {"names": list(asked.values()), "told": told}


def _proposed_of_many(text: str, municipality: Municipality, options: list[tuple[str, str]]) -> str:
    """What is proposed for a line of several schools: the municipality («По району»), or nothing for a mere sum."""
    if is_whole_municipality(text, municipality.name) and any(key == MUNICIPALITY for key, _ in options):
        return MUNICIPALITY
    return LEFT_OUT if is_total(text) or is_elsewhere(text) else ""


def new_indicators(plan: ImportPlan, chosen: Mapping[int, str]) -> list[IndicatorFacts]:
    """The facts of new indicators, for names that a person wants to become indicators of the catalogue, each once."""
    named = {
        natural_key(each.text): IndicatorFacts(each.text, unit=unit_in_name(each.text))
        for number, (_, each) in enumerate(plan.unplaced)
        if each.what == NameChoice.What.INDICATOR and chosen.get(number) == NEW
    }
    return list(named.values())


def with_the_rest_left_out(shown: Iterable[NameToChoose], chosen: Mapping[int, str]) -> dict[int, str]:
    """What was chosen, and of the names that were shown without a choice that they are never loaded."""
    return {each.number: LEFT_OUT for each in shown} | {number: key for number, key in chosen.items() if key}


def chosen_meanings(
    user, municipality: Municipality, collection: Collection | None, plan: ImportPlan, chosen: Mapping[int, str]
) -> list[Meaning]:
    """The meanings that a person has chosen, by the numbers of names in the plan.

    A meaning that isn't offered to the user is left out.
    """
    meanings = meanings_for(user, municipality, collection)
    found = []
    for number, (_, each) in enumerate(plan.unplaced):
        meant = meanings.get(each.what, {}).get(chosen.get(number, ""))
        if meant is not None:
            is_indicator = each.what == NameChoice.What.INDICATOR
            school = meant if isinstance(meant, School) else None
            found.append(Meaning(each.what, each.text, school, meant if is_indicator else None))
        elif each.what and chosen.get(number) == LEFT_OUT:
            found.append(Meaning(each.what, each.text, is_left_out=True))
    return found
