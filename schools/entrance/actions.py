"""Demands a second factor of roles, resets a lost one, and lifts locks before their time."""

from collections.abc import Iterable

from axes.utils import reset
from django.db import transaction

from portal.accounts.adapters import write_about_second_factor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.second_factor import remove_second_factor
from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from portal.refusals import Refusal
from schools.directory.models import Municipality
from schools.entrance.models import SecondFactorDemand
from schools.entrance.queries import demanded_roles, locked


class EntranceRefused(Refusal):
    """There is nothing to reset or to lift."""


@transaction.atomic
def demand_second_factor(*, municipality: Municipality | None, roles: Iterable[Role], by: User) -> None:
    """Demand a second factor of people with these roles and of no others.

    Without a municipality this is about the whole portal, that is, its administrators.
    """
    before, wanted = demanded_roles(municipality), [role for role in Role if role in set(roles)]
    if before == wanted:
        return
    kept = SecondFactorDemand.objects.filter(municipality=municipality)
    kept.exclude(role__in=wanted).delete()
    SecondFactorDemand.objects.bulk_create(
        SecondFactorDemand(municipality=municipality, role=role) for role in wanted if role not in before
    )
    was, became = (
        {"second_factor": ", ".join(role.label for role in each) or "ни от кого"} for each in (before, wanted)
    )
    record_changes([Recorded(municipality or by, "второй фактор требуется", was, became)], by=by)


@transaction.atomic
def reset_second_factor(*, person: User, by: User | None) -> None:
    """Remove a lost second factor; the person logs in by password, and sets up another one if it is demanded.

    Raises EntranceRefused if the person has none.
    """
    person = lock_record(person)
    removed = remove_second_factor(person)
    if not removed:
        raise EntranceRefused("Второго фактора у этого человека нет: снимать нечего.")
    record_changes([Recorded(person, "второй фактор снят", {"second_factor": ", ".join(removed)}, {})], by=by)
    write_about_second_factor(person, f"его снял {by.full_name}" if by else "его сняли на сервере портала")


@transaction.atomic
def lift_lock(*, person: User, by: User) -> None:
    """Let the person log in again at once; a lock of the network address stays.

    Raises EntranceRefused if the person isn't locked out.
    """
    if not reset(username=person.email):
        raise EntranceRefused("Вход этого человека уже открыт.")
    record_changes([Recorded(person, "вход открыт раньше срока")], by=by)


@transaction.atomic
def lift_address_lock(*, address: str, by: User) -> None:
    if address not in locked("ip_address"):
        raise EntranceRefused("Вход с этого адреса уже открыт.")
    reset(ip=address)
    record_changes([Recorded(by, "вход с адреса открыт раньше срока", {}, {"address": address})], by=by)
