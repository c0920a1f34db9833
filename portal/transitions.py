"""Tables of transitions: a model's `TRANSITIONS` maps each state to its allowed actions and the states they lead to.

Actions look them up, and the diagrams in `docs/states.md` are drawn from them.
"""

from collections.abc import Mapping
from typing import TypeVar

from portal.refusals import Refusal

State = TypeVar("State", bound=str)
Transitions = Mapping[State, Mapping[str, State]]


def states_that_allow(action: str, transitions: Transitions[State]) -> list[State]:
    return [state for state, actions in transitions.items() if action in actions]


def state_after(action: str, state: State, transitions: Transitions[State], refusal: Refusal) -> State:
    """Return the state to which the action leads. Raises `refusal` if the state doesn't allow it."""
    if action not in transitions[state]:
        raise refusal
    return transitions[state][action]
