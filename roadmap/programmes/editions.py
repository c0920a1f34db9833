"""All revisions of one programme: what each amends, which is in force, how a page calls them."""

from dataclasses import dataclass

from roadmap.programmes.models import Programme


@dataclass(frozen=True)
class Edition:
    """A revision of a programme by its place among those that orders approved; a draft has none yet."""

    programme: Programme
    number: int | None

    def __str__(self) -> str:
        if self.number is None:
            return "проект изменений" if self.programme.amends_id else "проект"
        return f"редакция {self.number} ({self.programme.approval_order})"


def editions_of(programme: Programme) -> list[Edition]:
    """Of this programme with all that it amends and that amend it, the first of them first; drafts come last."""
    chain = _chain(programme)
    found = Programme.objects.filter(pk__in=chain).select_related("approval_order") if len(chain) > 1 else [programme]
    ranked = sorted(found, key=lambda each: (each.approved_at is None, chain.index(each.pk)))
    return [Edition(each, None if each.approved_at is None else number) for number, each in enumerate(ranked, 1)]


def edition_ids(programme: Programme) -> list[int]:
    return _chain(programme)


def edition_in_force(programme: Programme) -> Edition | None:
    return next((each for each in editions_of(programme) if each.programme.status == Programme.Status.APPROVED), None)


def _chain(programme: Programme) -> list[int]:
    """From the first revision on, by one query."""
    links = Programme.objects.filter(municipality=programme.municipality_id).exclude(amends=None)
    amended = dict(links.values_list("pk", "amends").order_by("pk"))
    first = programme.pk
    while first in amended:
        first = amended[first]
    chain = [first]
    for pk in chain:  # grows meanwhile
        chain += [later for later, earlier in amended.items() if earlier == pk]
    return chain
