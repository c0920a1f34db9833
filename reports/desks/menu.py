"""The menu of every page, with the numbers of what waits for the person."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from indicators.collections.models import Submission
from portal.accounts.models import User
from portal.accounts.roles import Permission
from reports.desks.counting import CountOf
from roadmap.execution.models import MUNICIPALITY, Assignment
from schools.access.scope import Scope, scope_of


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the menu; `waits` says what its `number` counts."""

    label: str
    url: str
    is_here: bool
    number: int = 0
    waits: str = ""


def menu(request: HttpRequest) -> dict:
    """Give the templates a menu that is built only when a page shows it; fragments don't."""
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    return {"menu": lambda: list(_entries(request, scope_of(user), waiting_for(user, timezone.localdate())))}


def waiting_for(user, on: datetime.date) -> dict[str, int]:
    """Count, by the URL name of a page, what waits for the person there.

    It takes one query, or none for somebody who never has to do anything.
    """
    scope = scope_of(user)
    of_school, of_department = (
        scope.has(each) for each in (Permission.REPORT_FOR_SCHOOL, Permission.REPORT_FOR_DEPARTMENT)
    )
    if not (of_school or of_department):
        return {}
    here = scope.municipalities_with(Permission.REPORT_FOR_DEPARTMENT, MUNICIPALITY)
    own = Q(school__in=scope.school_ids)
    if of_department:
        own |= Q(school=None) & here
    assignments = Assignment.objects.in_force()
    reports = assignments.filter(here, review=Assignment.Review.WAITING).exclude(school=None)
    answers = Submission.objects.awaited().filter(school__in=scope.school_ids)
    if of_department:
        of_municipality = scope.municipalities_with(Permission.REPORT_FOR_DEPARTMENT, "collection__municipality")
        answers = Submission.objects.running().filter(of_municipality, status=Submission.Status.SENT)
    counts = {
        "task-list": CountOf(assignments.filter(own).expected_now(on)),
        "review-list": CountOf(reports),
        "collection-list": CountOf(answers),
    }
    rows = User.objects.filter(pk=user.pk).order_by()
    return dict(zip(counts, rows.values_list(*counts.values()).get(), strict=True))


@dataclass(frozen=True)
class MenuPage:
    """A page of the menu: its section's addresses, what its number counts, and rights, one of which it needs."""

    label: str
    name: str
    parts: tuple[str, ...]
    waits: str = ""
    rights: tuple[Permission, ...] = ()

    def suits(self, scope: Scope) -> bool:
        return not self.rights or any(map(scope.has, self.rights))


_PAGES = (
    MenuPage(
        "Что от вас ждут", "task-list", ("/tasks/",), "сделать сейчас",
        (Permission.REPORT_FOR_SCHOOL, Permission.REPORT_FOR_DEPARTMENT),
    ),
    MenuPage("Программы", "programme-list", ("/programmes/", "/activities/")),
    MenuPage(
        "Отчёты школ", "review-list", ("/assignments/",), "ждут подтверждения", (Permission.REPORT_FOR_DEPARTMENT,)
    ),
    MenuPage("Показатели школ", "value-home", ("/values/", "/schools/")),
    MenuPage("Сборы", "collection-list", ("/collections/",), "ответы, которых ждут от вас или которые ждут вас"),
    MenuPage("ШНОР", "run-list", ("/runs/", "/lists/")),
    MenuPage("Документы", "document-list", ("/documents/",)),
    MenuPage("Школы", "school-home", ("/directory/", "/municipalities/"), "", (Permission.MANAGE_DIRECTORY,)),
    MenuPage("Управление", "admin:index", ("/admin/",), "", (Permission.ADMINISTER,)),
)  # fmt: skip


def _entries(request: HttpRequest, scope: Scope, waiting: dict[str, int]) -> Iterator[MenuEntry]:
    for page in _PAGES:
        if page.suits(scope):
            is_here = request.path.startswith(page.parts)
            yield MenuEntry(page.label, reverse(page.name), is_here, waiting.get(page.name, 0), page.waits)
