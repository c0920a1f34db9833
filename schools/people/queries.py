"""Reads the people of one municipality with their roles, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from portal.accounts.models import User
from schools.access.models import Membership
from schools.directory.models import Municipality
from schools.people.permissions import may_change_person


@dataclass(frozen=True)
class ListedPerson:
    user: User
    memberships: list[Membership]
    """The person's roles in this municipality; there may be others elsewhere."""
    may_be_changed: bool

    @property
    def has_password(self) -> bool:
        return self.user.has_usable_password()

    @property
    def is_invited(self) -> bool:
        invitation = getattr(self.user, "invitation", None)
        return bool(invitation) and invitation.expires_at > timezone.now()

    @property
    def may_be_invited(self) -> bool:
        return self.may_be_changed and self.user.is_active and not self.has_password

    @property
    def may_get_password_code(self) -> bool:
        """Return whether the person may be given a code for a new password: they have one and may log in."""
        return self.may_be_changed and self.user.is_active and self.has_password


def people_of(municipality: Municipality, *, seen_by) -> list[ListedPerson]:
    within = Q(municipality=municipality) | Q(school__municipality=municipality)
    users = User.objects.filter(pk__in=Membership.objects.filter(within).values("user")).select_related("invitation")
    places = Membership.objects.filter(user__in=users).select_related("school", "municipality").order_by("pk")
    of_user: dict[int, list[Membership]] = {}
    for place in places:
        of_user.setdefault(place.user_id, []).append(place)
    return [
        ListedPerson(
            user,
            [each for each in of_user[user.pk] if municipality.pk == municipality_of(each)],
            may_change_person(seen_by, user, municipality.pk, of_user[user.pk]),
        )
        for user in users.order_by("name_key", "pk")
    ]


def municipality_of(place: Membership) -> int | None:
    return place.school.municipality_id if place.school else place.municipality_id
