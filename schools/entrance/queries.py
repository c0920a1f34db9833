"""Finds of whom a second factor is demanded, who has one, and who is locked out."""

from collections import Counter
from dataclasses import dataclass

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.second_factor import names_of_factors
from schools.access.scope import scope_of
from schools.directory.models import Municipality
from schools.entrance.models import SecondFactorDemand
from schools.people.queries import ListedPerson, people_of


def is_second_factor_demanded(user: User) -> bool:
    """Return whether it is demanded for any of the user's roles."""
    demands = set(SecondFactorDemand.objects.values_list("municipality_id", "role"))
    return bool(demands) and any((place.municipality_id, place.role) in demands for place in scope_of(user).places)


def demanded_roles(municipality: Municipality | None) -> list[Role]:
    kept = set(SecondFactorDemand.objects.filter(municipality=municipality).values_list("role", flat=True))
    return [role for role in Role if role in kept]


def locked(field: str) -> list[str]:
    """Return people (`username`) or addresses (`ip_address`) locked after too many wrong passwords or codes."""
    lately = AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME).exclude(
        **{field: None}
    )
    counted = lately.values(field).annotate(failures=Sum("failures_since_start")).order_by(field)
    return list(counted.filter(failures__gte=settings.AXES_FAILURE_LIMIT).values_list(field, flat=True))


@dataclass(frozen=True)
class Entrant:
    """A person as the page of the entrance shows them: their factors, and whether they are locked out."""

    person: ListedPerson
    factors: list[str]
    is_locked: bool
    is_demanded: bool


def entrants_of(municipality: Municipality, *, seen_by) -> list[Entrant]:
    """Return those who may log in: first those locked out, then those who lack a second factor that is demanded."""
    people = [each for each in people_of(municipality, seen_by=seen_by) if each.user.is_active]
    factors, locks = names_of_factors([each.user for each in people]), set(locked("username"))
    roles = set(demanded_roles(municipality))
    entrants = [
        Entrant(
            each,
            factors.get(each.user.pk, []),
            each.user.email.lower() in locks,
            any(place.role in roles for place in each.memberships),
        )
        for each in people
    ]
    return sorted(entrants, key=lambda each: (not each.is_locked, not (each.is_demanded and not each.factors)))


def in_numbers(entrants: list[Entrant]) -> Counter:
    return Counter(
        demanded=sum(each.is_demanded for each in entrants),
        lacking=sum(each.is_demanded and not each.factors for each in entrants),
        have=sum(bool(each.factors) for each in entrants),
    )
