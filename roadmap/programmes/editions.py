"""Finds all revisions of a programme, which of them is in force, and what to call each."""

from dataclasses import dataclass

from roadmap.programmes.models import Programme


@dataclass(frozen=True)
class Edition:
    """A revision of a programme with its number among the approved ones; a draft has None."""

    programme: Programme
    number: int | None

    def __str__(self) -> str:
        if self.number is None:
            return "проект изменений" if self.programme.amends_id else "проект"
        return f"редакция {self.number} ({self.programme.approval_order})"


def editions_of(programme: Programme) -> list[Edition]:
    """Return all revisions of the programme, earlier and later ones, from the first on; drafts come last."""
    chain = _read_chain(programme)
    found = Programme.objects.filter(pk__in=chain).select_related("approval_order") if len(chain) > 1 else [programme]
    ranked = sorted(found, key=lambda each: (each.approved_at is None, chain.index(each.pk)))
    return [Edition(each, None if each.approved_at is None else number) for number, each in enumerate(ranked, 1)]


def edition_ids(programme: Programme) -> list[int]:
    return _read_chain(programme)


def edition_in_force(programme: Programme) -> Edition | None:
    return next((each for each in editions_of(programme) if each.programme.status == Programme.Status.APPROVED), None)


def _read_chain(programme: Programme) -> list[int]:
    """Return the ids of all revisions, from the first one on, in one query."""
    links = Programme.objects.filter(municipality=programme.municipality_id).exclude(amends=None)
    amended = dict(links.values_list("pk", "amends").order_by("pk"))
    first = programme.pk
    while first in amended:
        first = amended[first]
    chain = [first]
    for pk in chain:  # the list grows while it is walked through
        chain += [later for later, earlier in amended.items() if earlier == pk]
    return chain
