"""Remembers what names in people's own tables mean, and forgets it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from indicators.catalogue.models import Indicator
from indicators.workbooks.models import NameChoice
from indicators.workbooks.placed_cells import SaidName
from portal.history.actions import Recorded, record_changes
from portal.text.keys import natural_key
from schools.archive.actions import Deletion
from schools.directory.models import Municipality, School

What = NameChoice.What


@dataclass(frozen=True)
class Meaning:
    """A name and the indicator or school that it means; with neither, the municipality, or nothing if left out."""

    what: What
    name: str
    school: School | None = None
    indicator: Indicator | None = None
    is_left_out: bool = False

    @property
    def said(self) -> SaidName:
        meant = self.indicator or self.school
        return SaidName(self.what, natural_key(self.name), meant and meant.pk, self.is_left_out)


@transaction.atomic
def remember_names(
    meanings: Iterable[Meaning], *, municipality: Municipality, of_school: School | None, by
) -> list[NameChoice]:
    """Remember the meanings for all files of the municipality, or of one school; former meanings are replaced."""
    wanted = {(meaning.what, natural_key(meaning.name)): meaning for meaning in meanings}
    known = {
        (choice.what, choice.name_key): choice
        for choice in NameChoice.objects.filter(municipality=municipality, of_school=of_school)
        .select_related("school", "indicator", "municipality")
        .select_for_update(of=("self",))
    }
    new, changed, history = [], [], []
    for key, meaning in wanted.items():
        choice = known.get(key)
        before = {"name": choice.name, "meant": choice.meant} if choice else {}
        if choice:
            changed.append(choice)
        else:
            choice = NameChoice(municipality=municipality, of_school=of_school, what=meaning.what, name=meaning.name)
            new.append(choice)
        choice.school, choice.indicator = meaning.school, meaning.indicator
        choice.is_left_out = meaning.is_left_out
        choice.chosen_by, choice.chosen_at = by, timezone.now()
        history.append((choice, before, {"name": choice.name, "meant": choice.meant}))
    NameChoice.objects.bulk_create(new)
    NameChoice.objects.bulk_update(changed, ["school", "indicator", "is_left_out", "chosen_by", "chosen_at"])
    record_changes((Recorded(choice, "название сопоставлено", was, now) for choice, was, now in history), by=by)
    return [*new, *changed]


def remember_own_names(*, municipality: Municipality, names: Mapping[str, Indicator], by) -> None:
    """Remember the names by which the department's own list calls indicators, for all of its files."""
    meanings = [Meaning(What.INDICATOR, name, indicator=indicator) for name, indicator in names.items()]
    remember_names(meanings, municipality=municipality, of_school=None, by=by)


@transaction.atomic
def forget_names(choices: Iterable[NameChoice], *, by) -> int:
    """Delete the choices, so that they can be restored; returns how many there were."""
    choices = list(choices)
    record_changes(
        (Recorded(each, "сопоставление забыто", before={"name": each.name, "meant": each.meant}) for each in choices),
        by=by,
    )
    by_place: dict[int | None, list[NameChoice]] = {}
    for each in choices:
        by_place.setdefault(each.of_school_id, []).append(each)
    for of_place in by_place.values():
        place = of_place[0].of_school or of_place[0].municipality
        names = "; ".join(f"«{each.name}»" for each in of_place)
        deletion = Deletion(of_place[0], name=f"Что значат названия в файлах: {names}", within=place)
        deletion.take(of_place)
        deletion.keep(by=by)
    return len(choices)
