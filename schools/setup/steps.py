"""The steps of the first set-up; rooms register theirs in `offers.py`, and say what is done and what is left."""

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
    # What there is already, in words with figures.
    told: str
    # What to do as long as it isn't done.
    advice: str = ""
    # Pages where it is done; if there are none, the advice names who else does it.
    links: tuple[SetupLink, ...] = ()


Teller = Callable[..., SetupStep]
_tellers: dict[int, Teller] = {}


def setup_step(position: int) -> Callable[[Teller], Teller]:
    """Register a function `(user, municipality) -> SetupStep` at a position in the order of steps."""

    def register(teller: Teller) -> Teller:
        _tellers[position] = teller
        return teller

    return register


def setup_steps(user, municipality: Municipality) -> list[SetupStep]:
    return [_tellers[position](user, municipality) for position in sorted(_tellers)]


def links(*pages: tuple[str, str, tuple]) -> tuple[SetupLink, ...]:
    """Return links to those pages, given as `(label, name of URL, arguments)`, that the installation has."""
    found = []
    for label, name, arguments in pages:
        try:
            found.append(SetupLink(label, reverse(name, args=arguments)))
        except NoReverseMatch:
            continue
    return tuple(found)
