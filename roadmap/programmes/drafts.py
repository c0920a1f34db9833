"""What every change of a draft goes through: the draft is locked, and its state has to allow it."""

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


class WrongProgrammeState(Refusal):
    """The programme's state doesn't allow the step."""


class CannotEdit(WrongProgrammeState):
    """The programme's text as it is now doesn't allow the step."""


def draft_programme(programme: Programme) -> Programme:
    """Return the programme, locked until the transaction ends; raises WrongProgrammeState if it can't be edited."""
    programme = lock_record(programme)
    check_can_be_edited(programme)
    return programme


def check_can_be_edited(programme: Programme) -> None:
    """Raise WrongProgrammeState with the reason if the programme's state doesn't let its words be changed."""
    if not Programme.TRANSITIONS.allows("edit", programme.status):
        raise WrongProgrammeState(_CLOSED[programme.status])


def title_of(programme: Programme) -> dict:
    return {name: getattr(programme, name) for name in ("title", "kind", "start_year", "end_year")}
