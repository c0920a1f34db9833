"""A draft of a programme is changed: locked, refused once approved, nobody's words overwritten unseen."""

from collections.abc import Mapping

from portal.refusals import Refusal
from roadmap.programmes.models import Programme

APPROVED = "Программа утверждена приказом. Её изменяют приказом о внесении изменений, поэтому здесь её править нельзя."

Words = Mapping[str, object]


class WrongProgrammeState(Refusal):
    """The programme's state doesn't allow the step."""


class CannotEdit(WrongProgrammeState):
    """The programme's text as it is now doesn't allow the step."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the same places; `current` are their words as they are now."""

    def __init__(self, current: Words):
        super().__init__(", ".join(current))
        self.current = current


def draft_programme(programme: Programme) -> Programme:
    """The programme, locked; an approved one is refused."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if programme.status == Programme.Status.APPROVED:
        raise WrongProgrammeState(APPROVED)
    return programme


def changed_places(words: Words, seen: Words, current: Words) -> dict:
    """What the person typed anew and what doesn't stand there yet."""
    touched = {key: value for key, value in words.items() if value != seen.get(key)}
    theirs = {key: current[key] for key in touched if current[key] not in (seen.get(key), touched[key])}
    if theirs:
        raise ChangedMeanwhile(theirs)
    return {key: value for key, value in touched.items() if value != current[key]}


def title_of(programme: Programme) -> dict:
    return {name: getattr(programme, name) for name in ("title", "kind", "start_year", "end_year")}
