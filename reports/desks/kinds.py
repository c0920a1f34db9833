"""Tells which desks a person has, by role, and with which one they begin."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from portal.accounts.roles import Permission, Role
from schools.access.scope import Scope, scope_of
from schools.directory.models import Municipality


class DeskKind(models.TextChoices):
    """Kinds of desks. Somebody who has several begins with the first of them in this order."""

    DEPARTMENT = "department", "Отдел сегодня"
    SPECIALIST = "specialist", "Моя работа"
    SCHOOL = "school", "Что ждут от школы"
    REGION = "region", "Муниципалитеты рядом"
    PROGRAMME = "programme", "Как идёт программа"
    PORTAL = "portal", "Состояние портала"


@dataclass(frozen=True)
class Desk:
    """A desk of one municipality, or, without one, of everything that the person sees."""

    kind: DeskKind
    municipality: Municipality | None = None
    names_municipality: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind.value}-{self.municipality.pk}" if self.municipality else self.kind.value

    @property
    def label(self) -> str:
        return f"{self.kind.label}: {self.municipality}" if self.names_municipality else self.kind.label


def desks_of(user) -> list[Desk]:
    """Return the user's desks, the one to begin with first.

    There is no role of a head of department: whoever leads one is an observer of its municipality.
    """
    scope = scope_of(user)
    municipalities = list(Municipality.objects.visible_to(user))
    desks = list(_desks(scope, municipalities))
    begins = [DeskKind.PORTAL] if scope.everywhere else []
    order = [*begins, *DeskKind]
    return sorted(desks, key=lambda desk: order.index(desk.kind))


def _desks(scope: Scope, municipalities: list[Municipality]) -> Iterator[Desk]:
    roles = {(place.role, place.municipality_id) for place in scope.places if place.school_id is None}
    own = [each for each in municipalities if (Role.COORDINATOR, each.pk) in roles]
    others = [each for each in municipalities if (Role.SPECIALIST, each.pk) in roles and each not in own]
    seen = [each for each in municipalities if scope.may(Permission.VIEW_ALL_SCHOOLS, municipality_id=each.pk)]
    if scope.acts_for:
        seen = [each for each in seen if each.pk == scope.acts_for]
    for kind, places in (
        (DeskKind.DEPARTMENT, own),
        (DeskKind.SPECIALIST, others),
        (DeskKind.PROGRAMME, seen if len(seen) <= _MOST_APART or not scope.everywhere else []),
    ):
        yield from (Desk(kind, each, len(places) > 1) for each in places)
    if scope.school_ids:
        yield Desk(DeskKind.SCHOOL)
    if len(municipalities) > 1 and (scope.everywhere or len(seen) > 1):
        yield Desk(DeskKind.REGION)
    if scope.has(Permission.ADMINISTER):
        yield Desk(DeskKind.PORTAL)


# Somebody who sees more municipalities than that gets a table of them instead of a desk for each.
_MOST_APART = 6
