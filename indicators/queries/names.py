"""Names that people have matched by hand, as reading a file needs them."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from indicators.models import NameChoice
from indicators.permissions import can_enter
from schools.models import Municipality, School
from schools.scope import scope_of


@dataclass(frozen=True)
class ChosenNames:
    """By the key of a name: a school, or None for the municipality itself; an indicator."""

    schools: dict[str, int | None] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)


def chosen_names(user, municipality: Municipality) -> ChosenNames:
    chosen = ChosenNames()
    for choice in NameChoice.objects.filter(municipality=municipality).used_for(user):
        if choice.what == NameChoice.What.INDICATOR:
            chosen.indicators[choice.name_key] = choice.indicator_id
        else:
            chosen.schools[choice.name_key] = choice.school_id
    return chosen


def school_that_chooses(user, municipality: Municipality) -> School | None:
    """Whose files alone the user's choices are for; None: the department's people choose for the municipality."""
    if can_enter(user, municipality_id=municipality.pk, school_id=None):
        return None
    return School.objects.filter(pk__in=scope_of(user).school_ids, municipality=municipality).first()


def names_chosen_by(user, municipality: Municipality) -> QuerySet[NameChoice]:
    """Those that the user may look through and forget: the same ones that they may choose."""
    choices = NameChoice.objects.filter(municipality=municipality, of_school=school_that_chooses(user, municipality))
    return choices.select_related("school", "indicator", "municipality", "chosen_by")
