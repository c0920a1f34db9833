"""Names of a file that a person can say the meaning of, and what they may mean."""

from dataclasses import dataclass

from indicators.actions.names import Meaning
from indicators.excel.plan import Plan
from indicators.models import Collection, Indicator, NameChoice
from indicators.permissions import can_enter
from portal.text import natural_key
from schools.models import Municipality, School

MUNICIPALITY = "municipality"
MOST_NAMES = 50


@dataclass(frozen=True)
class NameToChoose:
    """A name of the file that a person may say the meaning of; `options` are keys and names, the likest first."""

    number: int
    sheet: str
    place: str
    text: str
    likely: list[tuple[str, str]]
    options: list[tuple[str, str]]


def meanings_for(user, municipality: Municipality, collection: Collection | None) -> dict[str, dict[str, object]]:
    """What a name may mean, by what it is of: within the user's scope, and within the collection."""
    schools = School.objects.visible_to(user).filter(municipality=municipality)
    indicators = Indicator.objects.filter(municipality=municipality)
    if collection:
        schools = schools.filter(submissions__collection=collection)
        indicators = collection.indicators.all()
    places: dict[str, object] = {str(school.pk): school for school in schools}
    if not collection and can_enter(user, municipality_id=municipality.pk, school_id=None):
        places = {MUNICIPALITY: municipality, **places}
    return {"school": places, "indicator": {str(indicator.pk): indicator for indicator in indicators}}


def names_to_choose(user, municipality: Municipality, collection: Collection | None, plan: Plan) -> dict:
    """Each name once, with what it may mean; the rest of what was not matched can only be told."""
    asked: dict[tuple[str, str], NameToChoose] = {}
    unplaced = plan.unplaced
    meanings = meanings_for(user, municipality, collection) if any(each.what for _, each in unplaced) else {}
    options = {what: [(key, str(meant)) for key, meant in of.items()] for what, of in meanings.items()}
    for number, (sheet, each) in enumerate(unplaced):
        key = (each.what, natural_key(each.text))
        if each.what and key not in asked and len(asked) < MOST_NAMES:
            likely = [option for option in options[each.what] if option[1] in each.nearest]
            asked[key] = NameToChoose(number, sheet.title, each.place, each.text, likely, options[each.what])
    told = [(sheet, each) for sheet, each in unplaced if (each.what, natural_key(each.text)) not in asked]
    return {"names": list(asked.values()), "told": told}


def chosen_meanings(
    user, municipality: Municipality, collection: Collection | None, plan: Plan, chosen: dict[int, str]
) -> list[Meaning]:
    """What was chosen for names by their numbers in the plan; what isn't offered to the user is left out."""
    meanings = meanings_for(user, municipality, collection)
    found = []
    for number, (_, each) in enumerate(plan.unplaced):
        meant = meanings.get(each.what, {}).get(chosen.get(number, ""))
        if meant is not None:
            is_indicator = each.what == NameChoice.What.INDICATOR
            school = meant if isinstance(meant, School) else None
            found.append(Meaning(each.text, school, meant if is_indicator else None))
    return found
