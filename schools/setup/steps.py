"""Steps of the first set-up. Rooms register their own, in `offers.py`, and say what there is and what is left."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from schools.directory.models import Municipality


@dataclass(frozen=True)
class SetupLink:
    label: str
    url: str


@dataclass(frozen=True)
class SetupStep:
    title: str
    is_done: bool
    # What there is, in words with figures.
    told: str
    # What to do, while it is not done.
    advice: str = ""
    # Pages where it is done; without any, somebody else does it, whom the advice names.
    links: tuple[SetupLink, ...] = ()


Teller = Callable[..., SetupStep]
_tellers: dict[int, Teller] = {}


def setup_step(position: int) -> Callable[[Teller], Teller]:
    """Register `(user, municipality) -> SetupStep` for a place in the order of steps."""

    def register(teller: Teller) -> Teller:
        _tellers[position] = teller
        return teller

    return register


def setup_steps(user, municipality: Municipality) -> list[SetupStep]:
    return [_tellers[position](user, municipality) for position in sorted(_tellers)]


def links(*pages: tuple[str, str, tuple]) -> tuple[SetupLink, ...]:
    """Of pages `(label, name of URL, arguments)` those that this installation has."""
    found = []
    for label, name, arguments in pages:
        try:
            found.append(SetupLink(label, reverse(name, args=arguments)))
        except NoReverseMatch:
            continue
    return tuple(found)
