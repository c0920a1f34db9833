"""What every change of a draft goes through: the draft is locked, and nobody's words are overwritten unseen."""

from collections.abc import Mapping

from portal.locking import lock_record
from portal.refusals import Refusal
from roadmap.programmes.models import Programme

# Why the words of a programme in this state can't be changed.
_CLOSED = {
    Programme.Status.APPROVED: (
        "Программа утверждена приказом. Её изменяют приказом о внесении изменений, поэтому здесь её править нельзя."
    ),
    Programme.Status.SUPERSEDED: (
        "Это прежняя редакция: её слова утвердил приказ, и их уже сменила другая. Правят редакцию, которая действует."
    ),
}

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
    """Return the programme, locked until the transaction ends; raises WrongProgrammeState if it can't be edited."""
    programme = lock_record(programme)
    check_can_be_edited(programme)
    return programme


def check_can_be_edited(programme: Programme) -> None:
    """Raise WrongProgrammeState with the reason if the programme's state doesn't let its words be changed."""
    if not Programme.TRANSITIONS.allows("edit", programme.status):
        raise WrongProgrammeState(_CLOSED[programme.status])


def changed_places(words: Words, seen: Words, current: Words) -> dict:
    """Return the places that the person changed from what they had `seen`, and that don't hold these words yet.

    Raises ChangedMeanwhile if somebody else has written other words into one of these places.
    """
    touched = {key: value for key, value in words.items() if value != seen.get(key)}
    theirs = {key: current[key] for key in touched if current[key] not in (seen.get(key), touched[key])}
    if theirs:
        raise ChangedMeanwhile(theirs)
    return {key: value for key, value in touched.items() if value != current[key]}


def title_of(programme: Programme) -> dict:
    return {name: getattr(programme, name) for name in ("title", "kind", "start_year", "end_year")}
