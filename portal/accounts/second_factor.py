"""The second factor: who must have one, who has, and what becomes of a lost one. Its steps are django-allauth's."""

from collections.abc import Callable, Iterable

from allauth.mfa.models import Authenticator
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from portal.accounts.models import User

NEEDED = "second_factor_needed"
Type = Authenticator.Type
NAMES = {Type.TOTP: "приложение с кодами", Type.WEBAUTHN: "ключ доступа", Type.RECOVERY_CODES: "запасные коды"}

_demands: list[Callable[[User], bool]] = []


def demands_second_factor(demand: Callable[[User], bool]) -> None:
    """Register who knows whom a second factor is demanded of: roles hold in places, which accounts know nothing of."""
    _demands.append(demand)


def is_demanded_of(user: User) -> bool:
    return any(demand(user) for demand in _demands)


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exclude(type=Type.RECOVERY_CODES).exists()


def note_whether_needed(request: HttpRequest, user: User) -> None:
    """For the session to know: whom it is demanded of changes seldom, and every page asks."""
    request.session[NEEDED] = is_demanded_of(user) and not has_second_factor(user)


def is_needed(request: HttpRequest) -> bool:
    """Whether the person must set a second factor up before anything else."""
    session = request.session
    if session.get(NEEDED) and has_second_factor(request.user):
        session[NEEDED] = False
    return session.get(NEEDED, False)


def names_of_factors(users: Iterable[User]) -> dict[int, list[str]]:
    """By the person's number, in one query; spare codes are no factor of their own."""
    found: dict[int, list[str]] = {}
    kept = Authenticator.objects.filter(user__in=users).exclude(type=Type.RECOVERY_CODES)
    for user_id, kind in kept.values_list("user_id", "type").order_by("user_id", "type").distinct():
        found.setdefault(user_id, []).append(NAMES[kind])
    return found


def remove_second_factor(user: User) -> list[str]:
    """All of it, spare codes too; the names of what there was."""
    names = names_of_factors([user]).get(user.pk, [])
    Authenticator.objects.filter(user=user).delete()
    return names


def count_refused_code(sender, request: HttpRequest, user: User, **kwargs) -> None:
    """A wrong code counts like a wrong password: it locks the person and the address, and stands in the journal."""
    credentials = {"username": user.email, "is_second_factor": True}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def is_locked_for(request: HttpRequest, user: User) -> bool:
    """Whether too many codes or passwords were wrong; the answer is then the page that says so."""
    credentials = {"username": user.email}
    if AxesProxyHandler.is_allowed(request, credentials):
        return False
    request.axes_locked_out, request.axes_credentials = True, credentials
    return True
