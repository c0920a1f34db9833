"""The names and positions of school directors and coordinators, as documents print them."""

from collections.abc import Iterable

from portal.accounts.roles import Role
from schools.access.models import Membership
from schools.directory.models import School


def directors_of(school_ids: Iterable[int]) -> dict[int, str]:
    """Return each school's director («Сухарев П. Н.») by the school's id, of active users only; takes one query."""
    found = Membership.objects.filter(role=Role.DIRECTOR, school__in=list(school_ids), user__is_active=True)
    return {each.school_id: each.user.short_name for each in found.select_related("user").order_by("-pk")}


def coordinators_of(municipality_id: int) -> list[str]:
    found = Membership.objects.filter(role=Role.COORDINATOR, municipality=municipality_id, user__is_active=True)
    return [each.user.short_name for each in found.select_related("user").order_by("pk")]


def signature_name(short_name: str) -> str:
    """Turn «Сухарев П. Н.» into «П. Н. Сухарев»: initials stand before the surname in a signature."""
    surname, _, initials = short_name.partition(" ")
    return f"{initials} {surname}".strip()


def director_position(school: School) -> str:
    """Return «Директор МБОУ „Заречная СОШ“».

    A name that doesn't begin with an abbreviation would have to be declined, so it is put in brackets instead.
    """
    first = school.name.split(" ", 1)[0]
    return f"Директор {school.name}" if first.isupper() and len(first) > 2 else f"Директор ({school.name})"
