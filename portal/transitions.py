"""Tables of transitions: a model's `TRANSITIONS` has each state's steps and the states they lead to.

Actions consult them in these ways alone, and the diagrams in `docs/states.md` are drawn from them.
"""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models

from portal.refusals import Refusal

State = TypeVar("State", bound=str)


class Transitions(dict[State, Mapping[str, State | None]]):
    """By each state, the steps that it allows and where they lead; None after a step that deletes the record."""

    def allows(self, step: str, state: State) -> bool:
        return step in self[state]

    def check(self, step: str, state: State, refusal: Refusal) -> None:
        """Raise `refusal` if the state doesn't allow the step."""
        if not self.allows(step, state):
            raise refusal

    def after(self, step: str, state: State) -> State:
        """Return the state to which the step leads. Raises KeyError if the state doesn't allow it."""
        return self[state][step]

    def states_before(self, step: str) -> list[State]:
        """Return the states that allow the step."""
        return [state for state in self if self.allows(step, state)]

    def leads(self, state: State, after: State) -> bool:
        """Return whether some step leads from the one state to the other."""
        return after in self[state].values()


class MovingQuerySet(models.QuerySet):
    """Records of a model with `TRANSITIONS` that take a step together, in one UPDATE."""

    state_field = "status"

    def move_all(self, step: str, /, **fields) -> int:
        """Take the step with those records whose state allows it, and return how many."""
        table = self.model.TRANSITIONS
        before = table.states_before(step)
        (after,) = {table.after(step, state) for state in before}
        return self.filter(**{f"{self.state_field}__in": before}).update(**{self.state_field: after}, **fields)
