"""The second factor: who must have one, who has one, and how a lost one is removed. django-allauth does the rest."""

from collections.abc import Callable, Iterable

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from portal.accounts.models import User

NEEDED = "second_factor_needed"
Type = Authenticator.Type
NAMES = {Type.TOTP: "приложение с кодами", Type.WEBAUTHN: "ключ доступа", Type.RECOVERY_CODES: "запасные коды"}

_demands: list[Callable[[User], bool]] = []


def demands_second_factor(demand: Callable[[User], bool]) -> None:
    """Register a function that tells whether a person must have a second factor.

    It depends on their role in some place, and accounts know nothing of places.
    """
    _demands.append(demand)


def is_demanded_of(user: User) -> bool:
    return any(demand(user) for demand in _demands)


def has_second_factor(user: User) -> bool:
    """Return whether the person has a factor; spare codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES).exists()


def note_whether_needed(request: HttpRequest, user: User) -> None:
    """Note in the session whether the person must set a factor up, because every page asks and it seldom changes."""
    request.session[NEEDED] = is_demanded_of(user) and not has_second_factor(user)


def is_needed(request: HttpRequest) -> bool:
    """Return whether the person must set a second factor up before anything else."""
    session = request.session
    if session.get(NEEDED) and has_second_factor(request.user):
        session[NEEDED] = False
    return session.get(NEEDED, False)


def names_of_factors(users: Iterable[User]) -> dict[int, list[str]]:
    """Return the names of each person's factors, but not of spare codes, by the person's id, in one query."""
    found: dict[int, list[str]] = {}
    kept = Authenticator.objects.filter(user__in=users).exclude(type=Type.RECOVERY_CODES)
    for user_id, kind in kept.values_list("user_id", "type").order_by("user_id", "type").distinct():
        found.setdefault(user_id, []).append(NAMES[kind])
    return found


def remove_second_factor(user: User) -> list[str]:
    """Remove all of the person's factors and spare codes; return the names of the factors."""
    names = names_of_factors([user]).get(user.pk, [])
    Authenticator.objects.filter(user=user).delete()
    return names
