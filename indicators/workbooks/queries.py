"""Finds the names that people have matched by hand, for reading files and for their own page."""

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
    """The meanings of names by their natural keys: ids of schools (None: the municipality) and of indicators.

    `left_out` has the kinds and keys of names whose rows and columns are not loaded.
    """

    schools: dict[str, int | None] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)
    left_out: set[tuple[str, str]] = field(default_factory=set)

    def take(self, name: SaidName) -> None:
        """Add a name; it replaces an earlier meaning of the same name."""
        meant = self.indicators if name.what == NameChoice.What.INDICATOR else self.schools
        meant.pop(name.key, None)
        self.left_out.discard((name.what, name.key))
        if name.is_left_out:
            self.left_out.add((name.what, name.key))
        else:
            meant[name.key] = name.meant


def chosen_names(user, municipality: Municipality, once: Iterable[SaidName] = ()) -> ChosenNames:
    """The names that are remembered for the user's files, overridden by those said `once`, for one file alone."""
    chosen = ChosenNames()
    for each in NameChoice.objects.filter(municipality=municipality).used_for(user):
        chosen.take(SaidName(each.what, each.name_key, each.indicator_id or each.school_id, each.is_left_out))
    for name in once:
        chosen.take(name)
    return chosen


def school_that_chooses(user, municipality: Municipality) -> School | None:
    """The school for whose files the user chooses; None for the department's people, who choose for all files."""
    if can_enter(user, municipality_id=municipality.pk, school_id=None):
        return None
    return School.objects.filter(pk__in=scope_of(user).school_ids, municipality=municipality).first()


def names_chosen_by(user, municipality: Municipality) -> QuerySet[NameChoice]:
    """The remembered names that the user may look through and forget: those of the place that they choose for."""
    choices = NameChoice.objects.filter(municipality=municipality, of_school=school_that_chooses(user, municipality))
    return choices.select_related("school", "indicator", "municipality", "chosen_by")
