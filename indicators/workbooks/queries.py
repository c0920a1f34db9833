"""Names that people have matched by hand, as reading a file needs them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from indicators.values.permissions import can_enter
from indicators.workbooks.models import NameChoice
from indicators.workbooks.placed_cells import SaidName
from schools.access.scope import scope_of
from schools.directory.models import Municipality, School


@dataclass(frozen=True)
class ChosenNames:
    """By the key of a name: a school, or None for the municipality itself; an indicator; and what is left out."""

    schools: dict[str, int | None] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)
    left_out: set[tuple[str, str]] = field(default_factory=set)

    def take(self, name: SaidName) -> None:
        """A later one takes the place of an earlier one."""
        meant = self.indicators if name.what == NameChoice.What.INDICATOR else self.schools
        meant.pop(name.key, None)
        self.left_out.discard((name.what, name.key))
        if name.is_left_out:
            self.left_out.add((name.what, name.key))
        else:
            meant[name.key] = name.meant


def chosen_names(user, municipality: Municipality, once: Iterable[SaidName] = ()) -> ChosenNames:
    """What is remembered, and what was said for one file alone."""
    chosen = ChosenNames()
    for each in NameChoice.objects.filter(municipality=municipality).used_for(user):
        chosen.take(SaidName(each.what, each.name_key, each.indicator_id or each.school_id, each.is_left_out))
    for name in once:
        chosen.take(name)
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
