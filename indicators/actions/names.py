"""Remembering what names in people's own tables mean, and forgetting it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from indicators.models import Indicator, NameChoice
from portal.history.actions import Recorded, record_changes
from portal.text import natural_key
from schools.models import Municipality, School

What = NameChoice.What


@dataclass(frozen=True)
class Meaning:
    """A name, and the indicator or the school that it means; neither is the municipality itself."""

    name: str
    school: School | None = None
    indicator: Indicator | None = None

    @property
    def what(self) -> What:
        return What.INDICATOR if self.indicator else What.SCHOOL


@transaction.atomic
def remember_names(
    meanings: Iterable[Meaning], *, municipality: Municipality, of_school: School | None, by
) -> list[NameChoice]:
    """For all files of the municipality, or of one school; a name that meant something else means this from now on."""
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
        choice.chosen_by, choice.chosen_at = by, timezone.now()
        history.append((choice, before, {"name": choice.name, "meant": choice.meant}))
    NameChoice.objects.bulk_create(new)
    NameChoice.objects.bulk_update(changed, ["school", "indicator", "chosen_by", "chosen_at"])
    record_changes((Recorded(choice, "название сопоставлено", was, now) for choice, was, now in history), by=by)
    return [*new, *changed]


@transaction.atomic
def forget_names(choices: Iterable[NameChoice], *, by) -> int:
    choices = list(choices)
    record_changes(
        (Recorded(each, "сопоставление забыто", before={"name": each.name, "meant": each.meant}) for each in choices),
        by=by,
    )
    NameChoice.objects.filter(pk__in=[each.pk for each in choices]).delete()
    return len(choices)
