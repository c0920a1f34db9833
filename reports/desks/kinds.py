"""Which desks a person has, the one to begin with first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from portal.accounts.roles import Permission, Role
from schools.access.scope import Scope, scope_of
from schools.directory.models import Municipality


class DeskKind(models.TextChoices):
    """In the order in which whoever has several begins."""

    DEPARTMENT = "department", "Отдел сегодня"
    SPECIALIST = "specialist", "Моя работа"
    SCHOOL = "school", "Что ждут от школы"
    REGION = "region", "Муниципалитеты рядом"
    PROGRAMME = "programme", "Как идёт программа"
    PORTAL = "portal", "Состояние портала"


@dataclass(frozen=True)
class Desk:
    """Of a municipality, or, without one, of all that the person sees."""

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
    """Nobody's role is «начальник»: who leads a department is an observer of its municipality."""
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


# More municipalities than that are looked at in a table, from which each is opened.
_MOST_APART = 6
